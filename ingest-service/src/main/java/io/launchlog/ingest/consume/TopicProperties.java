package io.launchlog.ingest.consume;

import io.launchlog.model.wire.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topic of events, as it is made when it is not there.
 *
 * @param name letters, digits, {@code . _ -}; the dead letters' topic has {@code .dlq} behind it
 * @param partitions 1 or more
 * @param replicationFactor -1 for the broker's default
 * @param minInsyncReplicas how many copies have an event before it is acknowledged, those that are away aside; -1 for
 *     the broker's default
 */
@ConfigurationProperties("launchlog.topic")
public record TopicProperties(
        @DefaultValue(Topics.SERVICE_EVENTS) String name,
        @DefaultValue("4") int partitions,
        @DefaultValue("-1") short replicationFactor,
        @DefaultValue("-1") int minInsyncReplicas) {

    /**
     * @throws IllegalArgumentException when there are less than 1 partitions, or when more copies would have to be in sync
     *     than there are
     */
    public TopicProperties {
        if (partitions < 1) {
            throw new IllegalArgumentException("launchlog.topic.partitions is " + partitions + "; allowed: 1 or more");
        }
        if (minInsyncReplicas != -1 && minInsyncReplicas < 1) {
            throw new IllegalArgumentException("launchlog.topic.min-insync-replicas is " + minInsyncReplicas
                    + "; allowed: 1 or more, or -1 for the broker's default");
        }
        if (replicationFactor > 0 && minInsyncReplicas > replicationFactor) {
            throw new IllegalArgumentException("launchlog.topic.min-insync-replicas is " + minInsyncReplicas
                    + ", and nothing could be written; allowed: up to launchlog.topic.replication-factor, "
                    + replicationFactor);
        }
    }
}
