package io.launchlog.benchmarks.ingest;

import io.launchlog.benchmarks.measure.Comparison;

/**
 * What was found.
 *
 * @param drained events per second against the best bulk clients of the same round
 * @param clients how many bulk clients were the best most often
 * @param cpuMicros of ingest per event, the median of the rounds
 * @param sizes of the indices
 * @param freshness from acknowledgement to visibility
 */
public record IngestResult(Comparison drained, int clients, double cpuMicros, IndexSizes sizes, Delay freshness) {

    /** Percentiles, in milliseconds. */
    public record Delay(double p50, double p99) {}
}
