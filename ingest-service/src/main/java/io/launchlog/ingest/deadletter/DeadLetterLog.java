package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Reads the dead letters' topic, without a consumer group and without a trace in Kafka. */
@Component
public class DeadLetterLog {

    private final Map<String, Object> consumerProperties;
    private final String topic;

    DeadLetterLog(ConsumerFactory<?, ?> consumers, @Value("${launchlog.topic.name}") String events) {
        this.consumerProperties = new HashMap<>(consumers.getConfigurationProperties());
        consumerProperties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumerProperties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumerProperties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.topic = Topics.deadLettersOf(events);
    }

    List<TopicPartition> partitions() {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerProperties)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new OperationFailedException("There is no topic " + topic
                        + ": ingest makes it when it starts, and --launchlog.topic.name names another than "
                        + Topics.SERVICE_EVENTS);
            }
            return partitions;
        }
    }
}
