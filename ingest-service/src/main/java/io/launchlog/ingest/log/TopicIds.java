package io.launchlog.ingest.log;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Kafka's ids of topics. One that is deleted and made again has another id, and its offsets begin anew: without the id,
 * coordinates of the old one look like those of the new one. May be used by several threads.
 */
@Component
public class TopicIds implements AutoCloseable {

    /** Within Kafka's usual patience with a consumer that does not poll. */
    private static final int TIMEOUT_MILLIS = 10_000;

    private final KafkaAdmin kafkaAdmin;
    private @Nullable Admin admin;

    public TopicIds(KafkaAdmin kafkaAdmin) {
        this.kafkaAdmin = kafkaAdmin;
    }

    /**
     * The id of the topic that is there now: asked each time, because nothing tells that there is another one.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     * @throws KafkaException when Kafka does not tell, after 10 s at the latest
     */
    public Uuid of(String topic) {
        try {
            return Objects.requireNonNull(admin().describeTopics(
                                    List.of(topic), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MILLIS))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .topicId();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * The same; empty when there is no such topic.
     *
     * @throws KafkaException when Kafka does not tell, after 10 s at the latest
     */
    public Optional<Uuid> find(String topic) {
        try {
            return Optional.of(of(topic));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a committed offset may be one of that topic. Ingest writes the id into the metadata; what older versions or
     * Kafka's own tools commit names none, and may be.
     */
    public static boolean mayBeOf(Uuid topicId, OffsetAndMetadata committed) {
        return committed.metadata().isEmpty() || committed.metadata().equals(topicId.toString());
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(kafkaAdmin.getConfigurationProperties());
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
