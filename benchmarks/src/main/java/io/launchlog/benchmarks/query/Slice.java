package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.measure.Statistics;
import java.time.Duration;

/**
 * What one side did in one slice of time.
 *
 * @param perSecond requests answered
 * @param p50 nanoseconds from sending a request to the last byte of its answer
 * @param p99 the same
 */
public record Slice(double perSecond, long p50, long p99) {

    /** @param latencies of all requests, in nanoseconds; at least one */
    static Slice of(long[] latencies, Duration elapsed) {
        return new Slice(
                latencies.length / (elapsed.toNanos() / 1e9),
                Statistics.percentile(latencies, 50),
                Statistics.percentile(latencies, 99));
    }
}
