package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.log.UngroupedConsumers;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** The topic that remembers replays. */
@Component
public class ReplayTraces {

    private final UngroupedConsumers consumers;
    private final KafkaAdmin kafkaAdmin;
    private final TopicIds topicIds;
    private final String letters;
    private final String topic;

    ReplayTraces(
            UngroupedConsumers consumers,
            KafkaAdmin kafkaAdmin,
            TopicIds topicIds,
            @Value("${launchlog.topic.name}") String events) {
        this.consumers = consumers;
        this.kafkaAdmin = kafkaAdmin;
        this.topicIds = topicIds;
        this.letters = Topics.deadLettersOf(events);
        this.topic = Topics.replaysOf(events);
    }

    /** The name of the topic. */
    String topic() {
        return topic;
    }

    /**
     * Checks that Kafka keeps what is written here.
     *
     * @throws OperationFailedException when there is no such topic, or when it drops traces after some time: the letters
     *     would be published once more by the next replay
     */
    void requireKeptForEver() {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource),
                    "Kafka has told of another topic");
            String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                throw new OperationFailedException("The topic " + topic + " forgets what was replayed: its "
                        + TopicConfig.CLEANUP_POLICY_CONFIG + " is " + policy + ", and has to be "
                        + TopicConfig.CLEANUP_POLICY_COMPACT);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw missing(topic, e);
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** All letters that were replayed up to now; none when there is no such topic yet. */
    ReplayedLetters replayed() {
        ReplayedLetters replayed = new ReplayedLetters();
        read(trace -> replayed.add(trace.letter()));
        return replayed;
    }

    /** The last replay of that letter. */
    Optional<ReplayTrace> of(Coordinate letter) {
        AtomicReference<Optional<ReplayTrace>> last = new AtomicReference<>(Optional.empty());
        read(trace -> {
            if (trace.letter().equals(letter)) {
                last.set(Optional.of(trace));
            }
        });
        return last.get();
    }

    /**
     * The id of the dead letters' topic.
     *
     * @throws OperationFailedException when there is no such topic
     */
    Uuid lettersId() {
        try {
            return topicIds.of(letters);
        } catch (UnknownTopicOrPartitionException e) {
            throw missing(letters, e);
        }
    }

    private static OperationFailedException missing(String topic, Exception e) {
        return new OperationFailedException("There is no topic " + topic + ": ingest makes it when it starts", e);
    }

    private void read(java.util.function.Consumer<ReplayTrace> action) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            List<TopicPartition> partitions = UngroupedConsumers.partitions(consumer, topic);
            if (partitions.isEmpty()) {
                return;
            }
            Uuid current = lettersId();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            new MergedPartitions(consumer, ends).forEach(record -> {
                ReplayTrace.read(record)
                        .filter(trace -> trace.topic().equals(current))
                        .ifPresent(action);
                return true;
            });
        }
    }
}
