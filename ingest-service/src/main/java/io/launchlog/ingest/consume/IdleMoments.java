package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.IngestMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;
import org.springframework.stereotype.Component;

/** What no batch would bring to light, as none comes: done by the consumer's own thread while it has no records. */
@Component
class IdleMoments {

    private static final Logger LOG = LoggerFactory.getLogger(IdleMoments.class);

    /** With Kafka, for one question: the consumer's other partitions wait meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicWatch topic;
    private final ContinuityGuard guard;
    private final IngestMetrics metrics;

    /** Committed offsets that were behind at the last look. */
    private final Map<TopicPartition, Long> behind = new ConcurrentHashMap<>();

    IdleMoments(TopicWatch topic, ContinuityGuard guard, IngestMetrics metrics) {
        this.topic = topic;
        this.guard = guard;
        this.metrics = metrics;
    }

    /** A consumer whose position happens to be the end of a new topic. */
    @EventListener
    void consumerIsIdle(ListenerContainerIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        if (consumer != null && topic.idle(consumer)) {
            guard.topicIsNew();
        }
    }

    /**
     * A partition whose committed offset has fallen back: a consumer that had a batch in hand while it lost the partition
     * and got it again commits that batch afterwards, though others have come further (as does the container itself,
     * spring-kafka 1445). Nothing is lost, but the partition lags until its next record.
     */
    @EventListener
    void partitionIsIdle(ListenerContainerPartitionIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        TopicPartition partition = event.getTopicPartition();
        if (consumer == null || partition == null) {
            return;
        }
        try {
            makeGood(consumer, partition);
        } catch (KafkaException e) {
            LOG.debug("The committed offset of {} is looked at another time", partition, e);
        }
    }

    private void makeGood(Consumer<?, ?> consumer, TopicPartition partition) {
        OptionalLong done = guard.doneUpTo(partition);
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), PATIENCE).get(partition);
        if (done.isEmpty() || committed == null || committed.offset() >= done.getAsLong()) {
            behind.remove(partition);
            return;
        }
        // It may be that this consumer has not had any batch of it yet.
        OffsetAndMetadata own = new OffsetAndMetadata(done.getAsLong(), committed.metadata());
        // The first time, the container may just not have committed yet what is done.
        Long before = behind.put(partition, committed.offset());
        if (before != null
                && before == committed.offset()
                && topic.isNamedBy(committed)
                && consumer.position(partition, PATIENCE) >= own.offset()) {
            consumer.commitSync(Map.of(partition, own), PATIENCE);
            behind.remove(partition);
            metrics.commitMadeGood();
            LOG.info(
                    "The committed offset of {} had fallen back to {} and is {} again",
                    partition,
                    committed.offset(),
                    own.offset());
        }
    }
}
