package io.launchlog.benchmarks.measure;

/**
 * What was found, and whether that is what was wanted.
 *
 * @param name in table and JSON, with the unit, such as {@code quiet_p99_ms}
 * @param value infinite for what never happened; one that is not a number misses every bound
 * @param bound that it is judged by
 */
public record Figure(String name, double value, Bound bound) {

    /** One that is not judged. */
    public static Figure told(String name, double value) {
        return new Figure(name, value, new Bound.None());
    }

    /** A number that is not judged. */
    public static Figure told(String name, long count) {
        return told(name, (double) count);
    }

    public static Figure atMost(String name, double value, double limit) {
        return new Figure(name, value, new Bound.AtMost(limit));
    }

    public static Figure atLeast(String name, double value, double limit) {
        return new Figure(name, value, new Bound.AtLeast(limit));
    }

    /** Of what must not be at all. */
    public static Figure none(String name, long count) {
        return atMost(name, (double) count, 0);
    }

    /** Whether it is within its bound. */
    public boolean isReached() {
        return switch (bound) {
            case Bound.AtMost(double limit) -> value <= limit;
            case Bound.AtLeast(double limit) -> value >= limit;
            case Bound.None() -> true;
        };
    }
}
