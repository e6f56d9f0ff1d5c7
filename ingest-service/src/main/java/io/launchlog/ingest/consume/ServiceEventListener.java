package io.launchlog.ingest.consume;

import io.launchlog.ingest.deadletter.DeadLetterUnavailableException;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Obstacles;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.operations.RetryCause;
import io.launchlog.ingest.store.StoreUnavailableException;
import java.lang.ref.WeakReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes batches from the log, each consumer thread for itself. The container commits the offsets of a batch when this
 * returns; when it throws, the container pauses the partitions, waits, and hands over the same batch again.
 */
@Component
class ServiceEventListener {

    /** The id of the container, which is started when the projection is there. */
    static final String CONTAINER = "launchlog-ingest";

    private final BatchProcessor processor;
    private final BatchTrace trace;
    private final TopicWatch topic;
    private final LogReader log;
    private final ContinuityGuard guard;
    private final IngestMetrics metrics;
    private final Obstacles obstacles;

    /** The batch that the consumer of this thread is at; the listener lives as long as its threads. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable BatchInProgress> current = new ThreadLocal<>();

    /** The records that its consumer was done with last; the container holds them as long as it may ask for them. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<WeakReference<@Nullable ConsumerRecords<byte[], byte[]>>> done =
            ThreadLocal.withInitial(() -> new WeakReference<>(null));

    ServiceEventListener(
            BatchProcessor processor,
            BatchTrace trace,
            TopicWatch topic,
            LogReader log,
            ContinuityGuard guard,
            IngestMetrics metrics,
            Obstacles obstacles) {
        this.processor = processor;
        this.trace = trace;
        this.topic = topic;
        this.log = log;
        this.guard = guard;
        this.metrics = metrics;
        this.obstacles = obstacles;
    }

    @KafkaListener(id = CONTAINER, idIsGroup = false, topics = "${launchlog.topic.name}")
    void onRecords(ConsumerRecords<byte[], byte[]> records, Consumer<?, ?> consumer) {
        if (done.get().refersTo(records)) {
            // Their commit has failed: the container hands them over again and commits once more.
            metrics.retry(RetryCause.KAFKA);
            return;
        }
        try {
            BatchInProgress batch = current.get();
            if (batch == null || !batch.isOf(records)) {
                Uuid topicId = topic.check(consumer);
                if (!topicId.equals(Uuid.ZERO_UUID)) {
                    // Else its offsets may be of another topic than the places before it.
                    guard.check(records, consumer.assignment());
                }
                batch = processor.begin(records, worthStoring(records, topicId), topicId);
                current.set(batch);
            }
            complete(batch);
            topic.requireSame(batch.topicId());
        } catch (WrongPositionException e) {
            // No obstacle, and none any more: the error handler sets the position back, and the next poll goes on
            // there.
            obstacles.cleared(worker());
            if (e instanceof PolledTooEarlyException) {
                metrics.retry(RetryCause.KAFKA);
            }
            if (!(e instanceof OffsetGapException)) {
                current.remove();
            }
            throw e;
        } catch (RuntimeException e) {
            heldUp(e);
            throw e;
        }
        guard.handled(records);
        current.remove();
        done.set(new WeakReference<>(records));
        obstacles.cleared(worker());
    }

    /**
     * What another topic has at its place by now is left to the reading of all of it: stored at once, it would come before
     * what is in front of it there, and that may be another content of the same identity.
     */
    private ConsumerRecords<byte[], byte[]> worthStoring(ConsumerRecords<byte[], byte[]> records, Uuid topicId) {
        return topicId.equals(Uuid.ZERO_UUID) ? log.missing(records) : records;
    }

    private void complete(BatchInProgress batch) {
        trace.attempt(batch, () -> processor.complete(batch));
    }

    private void heldUp(RuntimeException e) {
        RetryCause cause = switch (e) {
            case StoreUnavailableException unavailable -> RetryCause.ELASTICSEARCH;
            case DeadLetterUnavailableException unavailable -> RetryCause.DEAD_LETTER_TOPIC;
            case KafkaException kafka -> RetryCause.KAFKA;
            case OperationFailedException log -> RetryCause.KAFKA;
            default -> RetryCause.OTHER;
        };
        metrics.retry(cause);
        obstacles.heldUp(worker(), cause, String.valueOf(e.getMessage()));
    }

    /** What the consumer of this thread is called among obstacles. */
    static String worker() {
        return "consumer " + Thread.currentThread().getName();
    }
}
