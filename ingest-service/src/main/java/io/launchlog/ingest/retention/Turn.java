package io.launchlog.ingest.retention;

import io.launchlog.ingest.consume.TopicProperties;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Which of several instances drops what has expired: the one that reads the first partition. Kafka's group lets one
 * have it at a time and hands it on when that one is gone. For a moment two may believe that they have it, so what is
 * done in turn has to be harmless when it is done twice.
 */
@Component
class Turn {

    private final KafkaListenerEndpointRegistry consumers;
    private final TopicPartition first;

    Turn(KafkaListenerEndpointRegistry consumers, TopicProperties topic) {
        this.consumers = consumers;
        this.first = new TopicPartition(topic.name(), 0);
    }

    boolean isHere() {
        return consumers.getListenerContainers().stream()
                .map(MessageListenerContainer::getAssignedPartitions)
                .anyMatch(assigned -> contains(assigned, first));
    }

    private static boolean contains(@Nullable Collection<TopicPartition> assigned, TopicPartition partition) {
        return assigned != null && assigned.contains(partition);
    }
}
