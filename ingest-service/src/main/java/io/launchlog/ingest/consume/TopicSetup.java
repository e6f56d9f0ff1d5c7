package io.launchlog.ingest.consume;

import static java.util.Objects.requireNonNull;

import io.launchlog.ingest.operations.Prepared;
import io.launchlog.model.connection.TlsFault;
import io.launchlog.model.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Makes the topic of events, that of the dead letters and that of the traces of replays when they are not there; leaves
 * them alone when they are.
 */
@Component
public class TopicSetup {

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
        try (Admin admin = open()) {
            CreateTopicsResult made = make(admin);
            if (!checked) {
                retention.check(properties.name(), configuration(admin, made));
                checked = true;
            }
        }
    }

    /**
     * Makes what is missing, and tells of each topic what was done and what is not as it would be made.
     *
     * @throws IllegalStateException when Kafka did not do it or did not tell
     */
    public List<Prepared> prepare() throws InterruptedException {
        try (Admin admin = open()) {
            CreateTopicsResult made = make(admin);
            List<Prepared> prepared = new ArrayList<>();
            for (NewTopic wanted : wanted()) {
                KafkaFuture<Void> creation = made.values().get(wanted.name());
                boolean isNew = creation != null && !creation.isCompletedExceptionally();
                ExistingTopic topic =
                        isNew ? TopicLook.atNew(made, wanted) : TopicLook.atExisting(admin, wanted.name());
                prepared.add(new Prepared(
                        "topic " + wanted.name(),
                        isNew ? Prepared.State.MADE : Prepared.State.FOUND,
                        topic.describe(),
                        topic.differences(wanted)));
            }
            return prepared;
        }
    }

    private CreateTopicsResult make(Admin admin) throws InterruptedException {
        CreateTopicsResult made = admin.createTopics(missing(admin));
        for (Map.Entry<String, KafkaFuture<Void>> topic : made.values().entrySet()) {
            waitFor(topic.getKey(), topic.getValue());
        }
        return made;
    }

    Admin open() {
        return Admin.create(kafkaAdmin.getConfigurationProperties());
    }

    private List<NewTopic> wanted() {
        return List.of(
                topic(properties.name(), Topics.MAXIMUM_RECORD_BYTES),
                topic(Topics.deadLettersOf(properties.name()), Topics.MAXIMUM_DEAD_LETTER_BYTES),
                replays());
    }

    /** Kafka refuses who may not make topics also for those that are there: those are not asked for. */
    private List<NewTopic> missing(Admin admin) throws InterruptedException {
        List<NewTopic> wanted = wanted();
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        wanted.stream().map(NewTopic::name).toList())
                .topicNameValues();
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic topic : wanted) {
            if (!isThere(topic.name(), requireNonNull(described.get(topic.name())))) {
                missing.add(topic);
            }
        }
        return missing;
    }

    private static boolean isThere(String topic, KafkaFuture<TopicDescription> described) throws InterruptedException {
        try {
            described.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new IllegalStateException(
                    "Kafka did not tell whether there is a topic " + topic + ": " + describe(e), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka did not tell within " + TIMEOUT_SECONDS + " s whether there is a topic " + topic, e);
        }
    }

    /** How the topic of events is configured; of one that was made now not every broker may know yet. */
    private KafkaFuture<Config> configuration(Admin admin, CreateTopicsResult made) {
        KafkaFuture<Void> events = made.values().get(properties.name());
        if (events != null && !events.isCompletedExceptionally()) {
            return made.config(properties.name());
        }
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, properties.name());
        return requireNonNull(admin.describeConfigs(List.of(topic)).values().get(topic));
    }

    private NewTopic topic(String name, int maximumBytes) {
        return new NewTopic(name, Optional.of(properties.partitions()), Optional.of(properties.replicationFactor()))
                .configs(withInsyncReplicas(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        // So that the limits on records and fetches are limits on what they take in memory.
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "uncompressed",
                        // Kafka's default of 7 days is shorter than the index: it could not be rebuilt.
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.milliseconds()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(maximumBytes))));
    }

    /** Small and kept for ever: what was replayed once must not be replayed again by mistake. */
    private NewTopic replays() {
        return new NewTopic(
                        Topics.replaysOf(properties.name()),
                        Optional.of(1),
                        Optional.of(properties.replicationFactor()))
                .configs(withInsyncReplicas(
                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    }

    private Map<String, String> withInsyncReplicas(Map<String, String> configs) {
        if (properties.minInsyncReplicas() < 1) {
            return configs;
        }
        Map<String, String> more = new HashMap<>(configs);
        more.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(properties.minInsyncReplicas()));
        return more;
    }

    private static void waitFor(String topic, KafkaFuture<Void> made) throws InterruptedException {
        try {
            made.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Somebody else has made it in between.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Kafka did not make the topic " + topic + ": " + describe(e), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka did not make the topic " + topic + " within " + TIMEOUT_SECONDS + " s", e);
        }
    }

    /** Connections that Kafka does not let in fail at the first question already. */
    private static String describe(ExecutionException failure) {
        Throwable cause = requireNonNull(failure.getCause());
        return cause instanceof SaslAuthenticationException
                ? cause + " - check user and password in spring.kafka.properties.sasl.jaas.config, and"
                        + " sasl.mechanism beside it"
                : TlsFault.describe(cause);
    }
}
