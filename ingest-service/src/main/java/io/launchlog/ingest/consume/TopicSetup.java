package io.launchlog.ingest.consume;

import static java.util.Objects.requireNonNull;

import io.launchlog.model.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
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
    private final LogRetention retention;
    private boolean checked;

    TopicSetup(KafkaAdmin kafkaAdmin, TopicProperties properties, LogRetention retention) {
        this.kafkaAdmin = kafkaAdmin;
        this.properties = properties;
        this.retention = retention;
    }

    /**
     * Makes what is missing; may be called by several instances at once. Says once when the topic of events keeps
     * records for a shorter time than the index has to.
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
            CreateTopicsResult result = admin.createTopics(topics);
            for (KafkaFuture<Void> created : result.values().values()) {
                waitFor(created);
            }
            if (!checked) {
                retention.check(properties.name(), configuration(admin, result));
                checked = true;
            }
        }
    }

    /** How the topic of events is configured; of one that was made now not every broker may know yet. */
    private KafkaFuture<Config> configuration(Admin admin, CreateTopicsResult result) {
        if (!requireNonNull(result.values().get(properties.name())).isCompletedExceptionally()) {
            return result.config(properties.name());
        }
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, properties.name());
        return requireNonNull(admin.describeConfigs(List.of(topic)).values().get(topic));
    }

    private NewTopic topic(String name, int maximumBytes) {
        return new NewTopic(name, Optional.of(properties.partitions()), Optional.of(properties.replicationFactor()))
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        // So that the limits on records and fetches are limits on what they take in memory.
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "uncompressed",
                        // Kafka's default of 7 days is shorter than the index: it could not be rebuilt.
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.milliseconds()),
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
