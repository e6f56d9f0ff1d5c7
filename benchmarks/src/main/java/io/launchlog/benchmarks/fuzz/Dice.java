package io.launchlog.benchmarks.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** The choices of one request: the same seed and number make the same ones, whatever was asked before. */
final class Dice {

    /** Not the one that SplittableRandom counts with, or neighbours would be one sequence, shifted. */
    private static final long FAR_APART = 0xD1342543DE82EF95L;

    private final SplittableRandom random;

    Dice(long seed, long number) {
        this.random = new SplittableRandom(seed ^ (number * FAR_APART));
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** From the first to the last, both included. */
    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /** True once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }
}
