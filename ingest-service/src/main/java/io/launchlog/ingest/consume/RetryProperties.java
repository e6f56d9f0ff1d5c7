package io.launchlog.ingest.consume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How long is waited before a batch that was not stored is tried again; for as long as it takes.
 *
 * @param initial before the first repetition; doubled each time
 * @param maximum never longer than this
 */
@ConfigurationProperties("launchlog.retry")
public record RetryProperties(
        @DefaultValue("200ms") Duration initial,
        @DefaultValue("5s") Duration maximum) {

    /** @throws IllegalArgumentException unless 0 is less than initial and initial is at most maximum */
    public RetryProperties {
        if (!initial.isPositive() || maximum.compareTo(initial) < 0) {
            throw new IllegalArgumentException("launchlog.retry.initial (" + initial
                    + ") has to be positive and at most launchlog.retry.maximum (" + maximum + ")");
        }
    }

    /** Waits from the initial one, doubled up to the maximum, without end. */
    public ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(initial.toMillis(), 2);
        backOff.setMaxInterval(maximum.toMillis());
        return backOff;
    }
}
