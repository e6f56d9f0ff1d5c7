package io.launchlog.ingest.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Kafka's ids of topics. One that is deleted and made again has another id, and its offsets begin anew: without the id,
 * coordinates of the old one look like those of the new one. May be used by several threads.
 */
@Component
public class TopicIds {

    private static final Logger LOG = LoggerFactory.getLogger(TopicIds.class);
    private static final long TIMEOUT_SECONDS = 10;

    private final KafkaAdmin kafkaAdmin;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    TopicIds(KafkaAdmin kafkaAdmin) {
        this.kafkaAdmin = kafkaAdmin;
    }

    /** The id of the topic that is consumed, asked for once; empty when Kafka did not tell, which is said in the log. */
    public Optional<String> known(String topic) {
        return known.computeIfAbsent(topic, this::current);
    }

    /** The id of the topic that is there now; empty when Kafka does not tell, which is said in the log. */
    public Optional<String> current(String topic) {
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            TopicDescription description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
            return Optional.ofNullable(description).map(of -> of.topicId().toString());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Kafka does not tell the id of the topic {}: {}", topic, e.getCause() == null ? e : e.getCause());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Partitions are assigned anew: the topic may be another one. */
    public void forget() {
        known.clear();
    }
}
