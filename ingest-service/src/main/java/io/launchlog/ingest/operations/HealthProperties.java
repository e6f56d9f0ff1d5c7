package io.launchlog.ingest.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When ingest is ready.
 *
 * @param grace how long a consumer may have something to do and complete nothing; longer than a slow bulk, so that
 *     readiness does not come and go
 */
@ConfigurationProperties("launchlog.health")
public record HealthProperties(@DefaultValue("30s") Duration grace) {

    /** @throws IllegalArgumentException when it is negative */
    public HealthProperties {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("launchlog.health.grace is " + grace + "; allowed: 0 or more");
        }
    }
}
