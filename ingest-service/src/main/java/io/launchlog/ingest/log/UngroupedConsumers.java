package io.launchlog.ingest.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Consumers for looking at topics: without a group, so that they leave nothing behind in Kafka. */
@Component
public class UngroupedConsumers {

    private final Map<String, Object> properties;

    UngroupedConsumers(ConsumerFactory<?, ?> consumers) {
        properties = new HashMap<>(consumers.getConfigurationProperties());
        properties
                .keySet()
                .removeAll(Set.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        ConsumerConfig.CLIENT_ID_CONFIG));
        properties.putAll(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
    }

    /** One that holds little of each partition while it waits for its turn. */
    public KafkaConsumer<byte[], byte[]> open() {
        return open(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                500,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1024 * 1024));
    }

    /**
     * One that reads as ingest does, but for what is given.
     *
     * @param others properties of Kafka's consumer
     */
    public KafkaConsumer<byte[], byte[]> open(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(others);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of the topic; none when there is no such topic. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
