package io.launchlog.benchmarks.fuzz;

/**
 * Which requests are sent.
 *
 * @param requests how many, 1 or more
 * @param first the number of the first one, 0 or more
 * @param clients that send them at once, 1 or more
 * @param seed of all of them
 */
public record FuzzSizes(int requests, long first, int clients, long seed) {

    /** @throws IllegalArgumentException when one is out of its bounds */
    public FuzzSizes {
        if (requests < 1 || first < 0 || clients < 1) {
            throw new IllegalArgumentException("--requests (" + requests + ") and --clients (" + clients
                    + ") have to be positive, --first (" + first + ") 0 or more");
        }
    }
}
