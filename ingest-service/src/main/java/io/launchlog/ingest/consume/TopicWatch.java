package io.launchlog.ingest.consume;

import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.operations.IngestMetrics;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notices that the topic was deleted and made again. Positions and committed offsets are kept by its name: a consumer
 * would go on in the new one where it had been in the old one, and pass over what is in front of that. So each commit
 * says of which topic its offset is, and with each batch is asked whether the topic is still the same: as ids do not come
 * back, what was polled before is of it then.
 */
@Component
class TopicWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final TopicIds topicIds;
    private final String topic;
    private final IngestMetrics metrics;

    /** Of this thread's consumer; the watch lives as long as the consumer threads. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Topics> topics = new ThreadLocal<>();

    /**
     * Ids of the topic.
     *
     * @param known that which the consumer's positions are of
     * @param now that which was there at the last look
     */
    private record Topics(Uuid known, Uuid now) {}

    TopicWatch(TopicIds topicIds, TopicProperties properties, IngestMetrics metrics) {
        this.topicIds = topicIds;
        this.topic = properties.name();
        this.metrics = metrics;
    }

    /** Has partitions read from their beginning whose committed offset is of an earlier topic. */
    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Topics before = topics.get();
        try {
            Uuid now = topicIds.of(topic);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
            topics.set(new Topics(now, now));
            if (before != null && !before.known().equals(now)) {
                madeAgain(before.known(), now);
                consumer.seekToBeginning(consumer.assignment());
            } else {
                committed.forEach((partition, offset) -> {
                    if (offset != null && isOfAnother(offset.metadata(), now)) {
                        LOG.warn(
                                "{}: the committed offset {} is of an earlier topic of that name; reading from the"
                                        + " beginning",
                                partition,
                                offset.offset());
                        consumer.seekToBeginning(Set.of(partition));
                    }
                });
            }
        } catch (KafkaException e) {
            // The first batch asks again.
            LOG.warn("The id of the topic {} is not known: {}", topic, e.getMessage());
        }
    }

    /** Commits from before they said of which topic they are count. */
    private static boolean isOfAnother(String metadata, Uuid now) {
        return !metadata.isEmpty() && !metadata.equals(now.toString());
    }

    /**
     * Looks, after a poll and before anything is done with what it brought. When there is another topic now, the records
     * may be of either one: they are worth being stored, and {@link #requireSame} has them read once more.
     *
     * @return the id of the topic that they are of, or may be of
     * @throws KafkaException when Kafka does not tell
     */
    Uuid check() {
        Topics topics = this.topics.get();
        Uuid now;
        try {
            now = topicIds.of(topic);
        } catch (UnknownTopicOrPartitionException e) {
            if (topics == null) {
                throw e;
            }
            // It is deleted, and none is there yet.
            return topics.known();
        }
        Uuid known = topics == null ? now : topics.known();
        this.topics.set(new Topics(known, now));
        return known;
    }

    /**
     * Checks, when all records of a batch are done with.
     *
     * @throws TopicMadeAgainException when there was another topic in front of it
     */
    void requireSame() {
        Topics topics = this.topics.get();
        if (topics != null && !topics.known().equals(topics.now())) {
            this.topics.set(new Topics(topics.now(), topics.now()));
            madeAgain(topics.known(), topics.now());
            throw new TopicMadeAgainException(topic);
        }
    }

    private void madeAgain(Uuid before, Uuid now) {
        metrics.topicMadeAgain();
        LOG.warn(
                "The topic {} was deleted and made again ({} is {} now): reading it from its beginning",
                topic,
                before,
                now);
    }

    /** What is committed for an offset. */
    OffsetAndMetadata commit(long offset) {
        Topics of = topics.get();
        return new OffsetAndMetadata(offset, of == null ? "" : of.known().toString());
    }
}
