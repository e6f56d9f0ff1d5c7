package io.launchlog.ingest.consume;

import io.launchlog.model.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Makes the topic of events, that of the dead letters and that of the traces of replays when they are not there; leaves
 * them alone when they are.
 */
@Component
class TopicSetup {

    private static final long TIMEOUT_SECONDS = 30;

    private final KafkaAdmin kafkaAdmin;
    private final TopicProperties properties;

    TopicSetup(KafkaAdmin kafkaAdmin, TopicProperties properties) {
        this.kafkaAdmin = kafkaAdmin;
        this.properties = properties;
    }

    /**
     * Makes what is missing; may be called by several instances at once.
     *
     * @throws IllegalStateException when Kafka did not do it
     */
    void create() throws InterruptedException {
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            String deadLetters = Topics.deadLettersOf(properties.name());
            List<NewTopic> topics = List.of(
                    topic(properties.name(), Topics.MAXIMUM_RECORD_BYTES),
                    topic(deadLetters, Topics.MAXIMUM_DEAD_LETTER_BYTES),
                    replays());
            for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
                waitFor(created);
            }
        }
    }

    private NewTopic topic(String name, int maximumBytes) {
        return new NewTopic(name, Optional.of(properties.partitions()), Optional.of(properties.replicationFactor()))
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        // So that the limits on records and fetches are limits on what they take in memory.
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "uncompressed",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(maximumBytes)));
    }

    /** Small and kept for ever: what was replayed once must not be replayed again by mistake. */
    private NewTopic replays() {
        return new NewTopic(
                        Topics.replaysOf(properties.name()),
                        Optional.of(1),
                        Optional.of(properties.replicationFactor()))
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static void waitFor(KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Kafka made no topic: " + e.getCause(), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka made no topic within " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
