package io.launchlog.benchmarks.startup;

import java.time.Duration;

/**
 * How often is started, and what load there is afterwards.
 *
 * @param starts of each service
 * @param events that ingest gets, and that the query service has
 * @param services that they are of
 * @param clients of the query service
 * @param load how long the query service is asked for each size of page
 * @param memory of a container, as {@code -XX:MaxRAM} has it
 * @param seed of the events and the order of the requests
 */
public record StartupSizes(int starts, int events, int services, int clients, Duration load, String memory, long seed) {

    /** @throws IllegalArgumentException when one is out of its bounds */
    public StartupSizes {
        if (starts < 1 || events < 1 || services < 1 || clients < 1) {
            throw new IllegalArgumentException("--starts (" + starts + "), --events (" + events + "), --services ("
                    + services + ") and --clients (" + clients + ") have to be positive");
        }
        if (!load.isPositive()) {
            throw new IllegalArgumentException("--seconds (" + load.toSeconds() + ") has to be positive");
        }
    }
}
