package io.launchlog.benchmarks.overload;

import io.launchlog.benchmarks.process.ProcessMemory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a process took while it was under load, and whether that grew: the last quarter against the second one, as the
 * first is for filling what is to be filled.
 *
 * @param samples in their order, some in the second quarter and some in the last
 */
record MemoryTrend(List<Sample> samples) {

    private static final int SECOND = 1;
    private static final int LAST = 3;
    private static final int QUARTERS = 4;
    private static final double MEBIBYTE = 1024.0 * 1024;

    MemoryTrend {
        samples = List.copyOf(samples);
    }

    /**
     * One look.
     *
     * @param moment of the whole time, 0 to less than 1
     */
    record Sample(double moment, ProcessMemory memory) {

        int quarter() {
            return (int) (moment * QUARTERS);
        }
    }

    /** The mean of the last quarter by that of the second; 1 where the system does not tell. */
    double residentGrowth() {
        double before = meanResident(SECOND);
        return before == 0 ? 1 : meanResident(LAST) / before;
    }

    /** Mebibytes. */
    double mostResident() {
        return most(ProcessMemory::resident);
    }

    /** Mebibytes, garbage included. */
    double mostHeap() {
        return most(ProcessMemory::heap);
    }

    static double mebibytes(double bytes) {
        return bytes / MEBIBYTE;
    }

    private double most(ToDoubleFunction<ProcessMemory> what) {
        return mebibytes(
                samples.stream().map(Sample::memory).mapToDouble(what).max().orElse(Double.NaN));
    }

    private double meanResident(int quarter) {
        return samples.stream()
                .filter(sample -> sample.quarter() == quarter)
                .map(Sample::memory)
                .mapToDouble(ProcessMemory::resident)
                .average()
                .orElse(Double.NaN);
    }
}
