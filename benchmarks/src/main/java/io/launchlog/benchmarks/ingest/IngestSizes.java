package io.launchlog.benchmarks.ingest;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param events of one run, 1 or more
 * @param services they are of, 1 or more
 * @param rounds measured, 1 or more; figures worth quoting have 5 or more
 * @param warmUps rounds before them that do not count
 * @param partitions of the topic, 1 or more
 * @param documentsPerBulk in the ready-made bodies, 1 or more
 * @param freshnessRate events per second while freshness is measured, 50 or more
 * @param freshnessTime how long freshness is measured; positive
 * @param seed of the events
 */
public record IngestSizes(
        int events,
        int services,
        int rounds,
        int warmUps,
        int partitions,
        int documentsPerBulk,
        int freshnessRate,
        Duration freshnessTime,
        long seed) {

    /** @throws IllegalArgumentException when one is out of its bounds */
    public IngestSizes {
        atLeast("--events", events, 1);
        atLeast("--services", services, 1);
        atLeast("--rounds", rounds, 1);
        atLeast("--warm-ups", warmUps, 0);
        atLeast("--partitions", partitions, 1);
        atLeast("--bulk", documentsPerBulk, 1);
        atLeast("--freshness-rate", freshnessRate, 50);
        atLeast("--freshness-seconds", Math.toIntExact(freshnessTime.toSeconds()), 1);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " or more");
        }
    }
}
