package io.launchlog.benchmarks.measure;

import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The same thing measured of ours and of the raw way in alternating runs. A ratio is taken within each pair of
 * neighbouring runs and the median afterwards, so that what slows the whole machine for a while slows both sides of it.
 *
 * @param ours positive, in the order of the runs
 * @param raw its partners in the same order
 */
public record Comparison(List<Double> ours, List<Double> raw) {

    /** @throws IllegalArgumentException when there are no pairs, a value has no partner or is not positive */
    public Comparison {
        ours = List.copyOf(ours);
        raw = List.copyOf(raw);
        if (ours.isEmpty() || ours.size() != raw.size()) {
            throw new IllegalArgumentException(ours.size() + " and " + raw.size()
                    + " values make no pairs; allowed: as many of one as of the other");
        }
        if (!ours.stream().allMatch(Comparison::isPositive) || !raw.stream().allMatch(Comparison::isPositive)) {
            throw new IllegalArgumentException("Measured values have to be positive: " + ours + " against " + raw);
        }
    }

    /** What is measured of each run. */
    public static <O, R> Comparison of(
            List<O> ours, ToDoubleFunction<O> ofOurs, List<R> raw, ToDoubleFunction<R> ofRaw) {
        return new Comparison(
                ours.stream().map(ofOurs::applyAsDouble).toList(),
                raw.stream().map(ofRaw::applyAsDouble).toList());
    }

    /** The same measurement of both sides. */
    public static <T> Comparison of(List<T> ours, List<T> raw, ToDoubleFunction<T> measurement) {
        return of(ours, measurement, raw, measurement);
    }

    private static boolean isPositive(double value) {
        return value > 0 && Double.isFinite(value);
    }

    /** The median of the ratios of the pairs, ours / raw. */
    public double ratio() {
        return Statistics.median(ratios());
    }

    /** The smallest ratio of a pair. */
    public double lowestRatio() {
        return Collections.min(ratios());
    }

    /** The greatest ratio of a pair. */
    public double highestRatio() {
        return Collections.max(ratios());
    }

    public double medianOfOurs() {
        return Statistics.median(ours);
    }

    public double medianOfRaw() {
        return Statistics.median(raw);
    }

    private List<Double> ratios() {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / raw.get(i))
                .toList();
    }
}
