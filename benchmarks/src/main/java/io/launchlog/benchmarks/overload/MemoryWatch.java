package io.launchlog.benchmarks.overload;

import io.launchlog.benchmarks.process.QueryProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks at the memory of the query service again and again. */
record MemoryWatch(QueryProcess query) {

    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);

    /** In the middle of the second quarter and of the last. */
    private static final List<Double> COLLECTIONS = List.of(3 / 8.0, 7 / 8.0);

    /** Looks for that long. At two moments garbage is collected first, so that what is left can be compared. */
    MemoryTrend watch(Duration time) {
        List<MemoryTrend.Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        int collections = 0;
        for (double moment = 0; moment < 1; moment = moment(start, time)) {
            if (collections < COLLECTIONS.size() && moment >= COLLECTIONS.get(collections)) {
                collections++;
                samples.add(new MemoryTrend.Sample(moment, query.memoryWithoutGarbage()));
            } else {
                samples.add(new MemoryTrend.Sample(moment, query.memory()));
            }
            LockSupport.parkNanos(Math.min(BETWEEN_SAMPLES.toNanos(), time.toNanos() / 32));
        }
        return new MemoryTrend(samples);
    }

    private static double moment(long start, Duration time) {
        return (System.nanoTime() - start) / (double) time.toNanos();
    }
}
