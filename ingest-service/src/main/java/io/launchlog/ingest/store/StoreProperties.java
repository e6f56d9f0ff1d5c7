package io.launchlog.ingest.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Elasticsearch is written to.
 *
 * @param maximumBulkSize a bulk body is closed when it has reached this; one document may go over it
 * @param requestTimeout how long an answer is waited for; a bulk may take long on a busy cluster
 */
@ConfigurationProperties("launchlog.store")
public record StoreProperties(
        @DefaultValue("8MB") DataSize maximumBulkSize,
        @DefaultValue("90s") Duration requestTimeout) {

    /** @throws IllegalArgumentException when one is not positive */
    public StoreProperties {
        if (maximumBulkSize.toBytes() < 1 || !requestTimeout.isPositive()) {
            throw new IllegalArgumentException("launchlog.store.maximum-bulk-size (" + maximumBulkSize
                    + ") and launchlog.store.request-timeout (" + requestTimeout + ") have to be positive");
        }
    }
}
