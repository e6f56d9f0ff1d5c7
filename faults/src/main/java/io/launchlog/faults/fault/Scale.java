package io.launchlog.faults.fault;

import java.time.Duration;

/**
 * How long faults last.
 *
 * @param kills of ingest in one run
 * @param rounds of the other faults in one run
 * @param hold how long a fault lasts each time
 * @param delay of slow answers
 * @param patience how long the lag may take to be 0, after the last strike and where one waits for it
 */
public record Scale(int kills, int rounds, Duration hold, Duration delay, Duration patience) {

    /** For {@code ./launchlog faults}. */
    public static final Scale LONG =
            new Scale(20, 3, Duration.ofSeconds(12), Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** For {@code ./mvnw verify} and for a look. */
    public static final Scale SHORT =
            new Scale(2, 1, Duration.ofSeconds(4), Duration.ofSeconds(2), Duration.ofMinutes(3));

    /** @throws IllegalArgumentException when one is not positive */
    public Scale {
        if (kills < 1 || rounds < 1 || !hold.isPositive() || !delay.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("A scale has to be positive throughout");
        }
    }
}
