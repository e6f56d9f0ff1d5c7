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
 */
@ConfigurationProperties("launchlog.topic")
public record TopicProperties(
        @DefaultValue(Topics.SERVICE_EVENTS) String name,
        @DefaultValue("4") int partitions,
        @DefaultValue("-1") short replicationFactor) {

    /** @throws IllegalArgumentException when there are less than 1 partitions */
    public TopicProperties {
        if (partitions < 1) {
            throw new IllegalArgumentException("launchlog.topic.partitions is " + partitions + "; allowed: 1 or more");
        }
    }
}
