package io.launchlog.benchmarks.measure;

/** What a figure has to be. */
public sealed interface Bound {

    /** That much or less. */
    record AtMost(double limit) implements Bound {}

    /** That much or more. */
    record AtLeast(double limit) implements Bound {}

    /** It is told, not judged. */
    record None() implements Bound {}
}
