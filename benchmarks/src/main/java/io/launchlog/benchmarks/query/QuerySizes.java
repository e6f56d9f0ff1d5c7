package io.launchlog.benchmarks.query;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param events in the index, 1 or more
 * @param services they are of, in one project, 1 or more
 * @param deepEvents of one more service, in the middle of which pages are asked for; 0 for none, or 40,000 or more, so
 *     that they lie behind what a plain search reaches
 * @param rounds measured, 1 or more; figures worth quoting have 5 or more
 * @param slice how long each side is asked in a round; positive
 * @param warmUp how long both sides together are asked before the first round; positive
 * @param seed of the events and of the order of the requests
 */
public record QuerySizes(
        int events, int services, int deepEvents, int rounds, Duration slice, Duration warmUp, long seed) {

    private static final int FEWEST_DEEP = 40_000;
    private static final int MOST_AT_ONCE = 100_000;
    private static final int LARGEST_PAGE = 1000;

    /** @throws IllegalArgumentException when one is out of its bounds */
    public QuerySizes {
        if (events < 1 || services < 1 || rounds < 1 || !slice.isPositive() || !warmUp.isPositive()) {
            throw new IllegalArgumentException("--events (" + events + "), --services (" + services + "), --rounds ("
                    + rounds + "), --slice (" + slice + ") and --warm-up (" + warmUp + ") have to be positive");
        }
        if (deepEvents != 0 && deepEvents < FEWEST_DEEP) {
            throw new IllegalArgumentException(
                    "--deep-events is " + deepEvents + "; allowed: 0, " + FEWEST_DEEP + " or more");
        }
    }

    /** How many of the deep events, in their middle, have one time: as many as can be asked of one millisecond. */
    public int deepAtOnce() {
        return Math.min(MOST_AT_ONCE, deepEvents / 2);
    }

    /** How many events lie in front of a deep page: half of them, as whole pages of every size. */
    public int deepSkip() {
        return deepEvents / 2 / LARGEST_PAGE * LARGEST_PAGE;
    }
}
