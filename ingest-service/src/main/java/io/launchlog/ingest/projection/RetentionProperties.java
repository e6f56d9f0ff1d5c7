package io.launchlog.ingest.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long events are kept in the index.
 *
 * @param retention an index is dropped when all of its bucket is older than this
 * @param retentionCheckInterval how often that is looked at
 */
@ConfigurationProperties("launchlog")
public record RetentionProperties(
        @DefaultValue("90d") Duration retention,
        @DefaultValue("1h") Duration retentionCheckInterval) {

    /** @throws IllegalArgumentException when one is not positive */
    public RetentionProperties {
        if (!retention.isPositive() || !retentionCheckInterval.isPositive()) {
            throw new IllegalArgumentException("launchlog.retention (" + retention
                    + ") and launchlog.retention-check-interval (" + retentionCheckInterval + ") have to be positive");
        }
    }
}
