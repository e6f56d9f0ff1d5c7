package io.launchlog.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/** Medians and percentiles. */
public final class Statistics {

    private Statistics() {}

    /**
     * The middle value, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException when there are no values
     */
    public static double median(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is no median of no values");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest of the values that at least so many percent of them do not exceed (nearest rank: always a value that
     * was measured).
     *
     * @param percent more than 0, at most 100
     * @throws IllegalArgumentException when there are no values or the percentage is out of its bounds
     */
    public static long percentile(long[] values, double percent) {
        if (values.length == 0 || !(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "There is no percentile " + percent + " of " + values.length + " values; allowed: above 0 to 100");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }
}
