package io.launchlog.benchmarks.query;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param events in the index, 1 or more
 * @param services they are of, in one project, 1 or more
 * @param rounds measured, 1 or more; figures worth quoting have 5 or more
 * @param slice how long each side is asked in a round; positive
 * @param warmUp how long both sides together are asked before the first round; positive
 * @param seed of the events and of the order of the requests
 */
public record QuerySizes(int events, int services, int rounds, Duration slice, Duration warmUp, long seed) {

    /** @throws IllegalArgumentException when one is out of its bounds */
    public QuerySizes {
        if (events < 1 || services < 1 || rounds < 1 || !slice.isPositive() || !warmUp.isPositive()) {
            throw new IllegalArgumentException("--events (" + events + "), --services (" + services + "), --rounds ("
                    + rounds + "), --slice (" + slice + ") and --warm-up (" + warmUp + ") have to be positive");
        }
    }
}
