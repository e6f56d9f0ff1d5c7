package io.launchlog.benchmarks.overload;

import io.launchlog.benchmarks.process.QueryProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks at the memory of the query service again and again. */
record MemoryWatch(QueryProcess query) {

    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);

    /** Looks for that long. */
    MemoryTrend watch(Duration time) {
        List<MemoryTrend.Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        for (double moment = 0; moment < 1; moment = moment(start, time)) {
            samples.add(new MemoryTrend.Sample(moment, query.memory()));
            LockSupport.parkNanos(Math.min(BETWEEN_SAMPLES.toNanos(), time.toNanos() / 32));
        }
        return new MemoryTrend(samples);
    }

    /** Mebibytes of heap without garbage: all of it is collected first, for which the service stands still. */
    double live() {
        return MemoryTrend.mebibytes((double) query.memoryWithoutGarbage().heap());
    }

    private static double moment(long start, Duration time) {
        return (System.nanoTime() - start) / (double) time.toNanos();
    }
}
