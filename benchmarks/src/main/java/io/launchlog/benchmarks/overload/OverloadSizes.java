package io.launchlog.benchmarks.overload;

import java.time.Duration;

/**
 * How much load there is, and for how long.
 *
 * @param page events in an answer
 * @param clients that ask one after the other while it is found out what the service sustains
 * @param factor of that which is offered then
 * @param quietPerSecond requests of the quiet project
 * @param mostInFlight requests of the noisy project at once
 * @param warmUp with what is sustained, and as long with too much, before anything is compared
 * @param idle how long the quiet project is alone
 * @param probe how long it is measured what the service sustains
 * @param load how long too much is offered
 * @param seed of the order of the requests
 */
public record OverloadSizes(
        int page,
        int clients,
        double factor,
        double quietPerSecond,
        int mostInFlight,
        Duration warmUp,
        Duration idle,
        Duration probe,
        Duration load,
        long seed) {

    private static final int LARGEST_PAGE = 1000;

    /** @throws IllegalArgumentException when one is out of its bounds */
    public OverloadSizes {
        if (page < 1 || page > LARGEST_PAGE) {
            throw new IllegalArgumentException("--page is " + page + "; allowed: 1 to " + LARGEST_PAGE);
        }
        if (clients < 1 || mostInFlight < 1) {
            throw new IllegalArgumentException(
                    "--clients (" + clients + ") and --in-flight (" + mostInFlight + ") have to be positive");
        }
        if (!(factor > 0) || !(quietPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "--factor (" + factor + ") and --quiet-rate (" + quietPerSecond + ") have to be positive");
        }
        if (!warmUp.isPositive() || !idle.isPositive() || !probe.isPositive() || !load.isPositive()) {
            throw new IllegalArgumentException("--warm-up (" + warmUp + "), --idle (" + idle + "), --probe (" + probe
                    + ") and --seconds (" + load + ") have to be positive");
        }
    }
}
