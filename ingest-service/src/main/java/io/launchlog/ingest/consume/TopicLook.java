package io.launchlog.ingest.consume;

import static java.util.Objects.requireNonNull;

import java.util.List;
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
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka how a topic is. */
final class TopicLook {

    private static final long TIMEOUT_SECONDS = 30;

    private TopicLook() {}

    /** A topic that was made now: what Kafka has answered, as not every broker may know of it yet. */
    static ExistingTopic atNew(CreateTopicsResult made, NewTopic wanted) throws InterruptedException {
        String topic = wanted.name();
        Config config = told(topic, made.config(topic));
        if (config == null) {
            // Kafka tells none of it to who may not see the settings: it is as it was asked for.
            return new ExistingTopic(topic, wanted.numPartitions(), Math.max(1, wanted.replicationFactor()), null);
        }
        return new ExistingTopic(
                topic, get(topic, made.numPartitions(topic)), get(topic, made.replicationFactor(topic)), config);
    }

    /** A topic that was there before. */
    static ExistingTopic atExisting(Admin admin, String topic) throws InterruptedException {
        TopicDescription description = get(
                topic,
                requireNonNull(
                        admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = told(
                topic,
                requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)));
        return new ExistingTopic(
                topic,
                description.partitions().size(),
                description.partitions().getFirst().replicas().size(),
                config);
    }

    private static @Nullable Config told(String topic, KafkaFuture<Config> config) throws InterruptedException {
        try {
            return get(topic, config);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof ExecutionException failed
                    && failed.getCause() instanceof TopicAuthorizationException) {
                return null;
            }
            throw e;
        }
    }

    private static <T> T get(String topic, KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not tell how the topic " + topic + " is: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka did not tell within " + TIMEOUT_SECONDS + " s how the topic " + topic + " is", e);
        }
    }
}
