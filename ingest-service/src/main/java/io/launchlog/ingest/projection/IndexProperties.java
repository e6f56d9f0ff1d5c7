package io.launchlog.ingest.projection;

import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.IndexSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the indices are laid out (contract section 2). Takes effect on indices that are made from then on.
 *
 * @param shards primary shards of each index of events
 * @param replicas copies, as a range that follows the number of nodes
 * @param refreshInterval how long until a stored event is found
 * @param bucket the stretch of occur time that one index holds
 */
@ConfigurationProperties("launchlog.index")
public record IndexProperties(
        @DefaultValue("1") int shards,
        @DefaultValue("0-1") String replicas,
        @DefaultValue("1s") Duration refreshInterval,
        @DefaultValue("month") BucketSize bucket) {

    /** The names of the indices of a generation. */
    public IndexNames names(Generation generation) {
        return new IndexNames(generation, bucket);
    }

    /** @throws IllegalArgumentException when one is out of its bounds */
    IndexSettings settings() {
        return new IndexSettings(shards, replicas, refreshInterval);
    }
}
