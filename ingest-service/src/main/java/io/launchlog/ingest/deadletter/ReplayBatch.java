package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.log.Together;
import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Letters that are published together, in one transaction with their traces. */
final class ReplayBatch {

    private static final int MAXIMUM_LETTERS = 200;

    private final Producer<byte[], byte[]> producer;
    private final Uuid lettersId;
    private final String traces;
    private final Clock clock;
    private final BiConsumer<StoredLetter, ReplayOutcome> told;
    private final Together<Item> waiting = new Together<>(MAXIMUM_LETTERS, this::publish);

    private record Item(StoredLetter letter, ProducerRecord<byte[], byte[]> record) {}

    /**
     * @param producer with its transactions initialized
     * @param lettersId the id of the dead letters' topic
     * @param traces the topic of traces
     * @param told hears of each letter when it is committed, or cannot be
     */
    ReplayBatch(
            Producer<byte[], byte[]> producer,
            Uuid lettersId,
            String traces,
            Clock clock,
            BiConsumer<StoredLetter, ReplayOutcome> told) {
        this.producer = producer;
        this.lettersId = lettersId;
        this.traces = traces;
        this.clock = clock;
        this.told = told;
    }

    /** Publishes all that wait when there are enough. */
    void add(StoredLetter letter, ProducerRecord<byte[], byte[]> record) {
        waiting.add(new Item(letter, record), Together.sizeOf(record.key(), record.value(), record.headers()));
    }

    /** Publishes what waits. */
    void publish() {
        waiting.handOn();
    }

    /** Each for itself when Kafka refuses one of them. */
    private void publish(List<Item> items) {
        if (commit(items) == null) {
            return;
        }
        for (Item item : items) {
            Throwable refused = commit(List.of(item));
            if (refused != null) {
                told.accept(item.letter(), new ReplayOutcome.Impossible("Kafka refuses it: " + refused.getMessage()));
            }
        }
    }

    /** Null when it is done; why not when a record is at fault. */
    private @Nullable Throwable commit(List<Item> items) {
        try {
            List<RecordMetadata> published = inTransaction(items);
            for (int i = 0; i < items.size(); i++) {
                RecordMetadata place = published.get(i);
                told.accept(items.get(i).letter(), new ReplayOutcome.Published(place.partition(), place.offset()));
            }
            return null;
        } catch (KafkaException e) {
            if (find(e, ProducerFencedException.class, InvalidProducerEpochException.class) != null) {
                throw new OperationFailedException(
                        "Another replay has begun and ended this one: what this one has replayed is left alone by it",
                        e);
            }
            producer.abortTransaction();
            Throwable refused = find(
                    e, RecordTooLargeException.class, InvalidTimestampException.class, InvalidRecordException.class);
            if (refused == null) {
                throw e;
            }
            return refused;
        }
    }

    private List<RecordMetadata> inTransaction(List<Item> items) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent =
                items.stream().map(item -> producer.send(item.record())).toList();
        producer.flush();
        List<RecordMetadata> published = sent.stream().map(ReplayBatch::result).toList();
        List<Future<RecordMetadata>> traced = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            RecordMetadata place = published.get(i);
            ReplayTrace trace = new ReplayTrace(
                    lettersId, items.get(i).letter().coordinate(), clock.instant(), place.partition(), place.offset());
            traced.add(producer.send(trace.toRecord(traces)));
        }
        producer.flush();
        traced.forEach(ReplayBatch::result);
        commitTransaction();
        return published;
    }

    private void commitTransaction() {
        try {
            producer.commitTransaction();
        } catch (TimeoutException e) {
            // Whether it is committed is open, and it can no longer be rolled back.
            throw new OperationFailedException(
                    "Kafka did not say in time whether the last letters were published. Replay again when it is there:"
                            + " those that were are left alone",
                    e);
        }
    }

    private static RecordMetadata result(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @SafeVarargs
    private static @Nullable Throwable find(Throwable e, Class<? extends Throwable>... types) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            for (Class<? extends Throwable> type : types) {
                if (type.isInstance(cause)) {
                    return cause;
                }
            }
        }
        return null;
    }
}
