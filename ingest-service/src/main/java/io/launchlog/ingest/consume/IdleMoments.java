package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Obstacles;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.operations.RetryCause;
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
    private final Obstacles obstacles;

    /** Committed offsets that were not what they should be at the last look. */
    private final Map<TopicPartition, OffsetAndMetadata> wrong = new ConcurrentHashMap<>();

    IdleMoments(TopicWatch topic, ContinuityGuard guard, IngestMetrics metrics, Obstacles obstacles) {
        this.topic = topic;
        this.guard = guard;
        this.metrics = metrics;
        this.obstacles = obstacles;
    }

    /** A consumer whose position happens to be the end of a new topic; and one that only seems to have nothing to do. */
    @EventListener
    void consumerIsIdle(ListenerContainerIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        if (consumer == null) {
            return;
        }
        String worker = ServiceEventListener.worker();
        try {
            Map<TopicPartition, Long> beginnings = topic.idle(consumer);
            if (beginnings != null) {
                guard.topicIsNew(beginnings);
            }
            obstacles.cleared(worker);
        } catch (KafkaException e) {
            obstacles.heldUp(worker, RetryCause.KAFKA, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A partition of which the last records were passed over: no batch behind them shows the gap ({@link ContinuityGuard}).
     * And one whose committed offset has fallen back: a consumer that had a batch in hand while it lost the partition and
     * got it again commits that batch afterwards, though others have come further (as does the container itself,
     * spring-kafka 1445). Nothing is lost then, but the partition lags until its next record.
     */
    @EventListener
    void partitionIsIdle(ListenerContainerPartitionIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        TopicPartition partition = event.getTopicPartition();
        if (consumer == null || partition == null) {
            return;
        }
        try {
            OptionalLong done = guard.doneUpTo(partition);
            if (done.isEmpty()) {
                return;
            }
            long position = consumer.position(partition, PATIENCE);
            OptionalLong passedOver = guard.passedOver(partition, position);
            if (passedOver.isPresent()) {
                consumer.seek(partition, passedOver.getAsLong());
            } else if (position >= done.getAsLong()) {
                makeGood(consumer, partition, done.getAsLong());
            }
        } catch (KafkaException | OperationFailedException e) {
            LOG.debug("{} is looked at another time", partition, e);
        }
    }

    private void makeGood(Consumer<?, ?> consumer, TopicPartition partition, long done) {
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), PATIENCE).get(partition);
        OffsetAndMetadata own = topic.idleCommit(partition, done).orElse(null);
        if (committed == null || own == null || isSound(committed, own)) {
            wrong.remove(partition);
            return;
        }
        // The first time, the container may just not have committed yet what is done.
        if (committed.equals(wrong.put(partition, committed))) {
            consumer.commitSync(Map.of(partition, own), PATIENCE);
            wrong.remove(partition);
            metrics.commitMadeGood();
            LOG.info("The committed offset of {} was {} and is {} again", partition, committed, own);
        }
    }

    /** Not one of an earlier topic either, which a consumer commits that had the batch in hand while the topic was made. */
    private static boolean isSound(OffsetAndMetadata committed, OffsetAndMetadata own) {
        boolean isOfTopic =
                committed.metadata().isEmpty() || committed.metadata().equals(own.metadata());
        return isOfTopic && committed.offset() >= own.offset();
    }
}
