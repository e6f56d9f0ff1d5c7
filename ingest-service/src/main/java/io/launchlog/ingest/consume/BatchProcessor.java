package io.launchlog.ingest.consume;

import io.launchlog.ingest.consume.BatchInProgress.PendingEvent;
import io.launchlog.ingest.deadletter.DeadLetter;
import io.launchlog.ingest.deadletter.DeadLetterPublisher;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Progress;
import io.launchlog.ingest.projection.ServiceProjection;
import io.launchlog.ingest.store.EventStore;
import io.launchlog.ingest.store.StoreOutcome;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.DeadLetterReason;
import io.launchlog.model.wire.Decoded;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a batch: decode, store, services, dead letters. When it returns, every record may be committed. */
@Component
class BatchProcessor {

    private final CloudEventDecoder decoder;
    private final EventStore store;
    private final ServiceProjection services;
    private final DeadLetterPublisher deadLetters;
    private final IngestMetrics metrics;
    private final Progress progress;
    private final Clock clock;

    BatchProcessor(
            CloudEventDecoder decoder,
            EventStore store,
            ServiceProjection services,
            DeadLetterPublisher deadLetters,
            IngestMetrics metrics,
            Progress progress,
            Clock clock) {
        this.decoder = decoder;
        this.store = store;
        this.services = services;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.progress = progress;
        this.clock = clock;
    }

    /** Decodes the records; nothing in them can make this fail. */
    BatchInProgress begin(ConsumerRecords<byte[], byte[]> records) {
        metrics.received(records.count());
        progress.taken(records);
        BatchInProgress batch = new BatchInProgress(records);
        for (ConsumerRecord<byte[], byte[]> message : records) {
            switch (decoder.decode(message.headers(), message.value(), message.timestamp())) {
                case Decoded.Accepted(var event) ->
                    batch.pending().add(new PendingEvent(message, EventDocument.of(event)));
                case Decoded.Refused(var reason, var field, var detail) ->
                    batch.deadLetters().add(new DeadLetter(message, reason, field, detail, clock.millis()));
            }
        }
        return batch;
    }

    /**
     * Brings the batch to its end, from wherever an earlier attempt has left it.
     *
     * @throws StoreUnavailableException when Elasticsearch has not stored everything
     * @throws io.launchlog.ingest.deadletter.DeadLetterUnavailableException when a dead letter was not acknowledged
     */
    void complete(BatchInProgress batch) {
        if (!batch.pending().isEmpty()) {
            storeEvents(batch);
        }
        if (!batch.services().isEmpty()) {
            services.merge(List.copyOf(batch.services().values()));
            batch.services().clear();
        }
        if (!batch.deadLetters().isEmpty()) {
            deadLetters.publish(batch.deadLetters());
        }
        progress.completed(batch.partitions());
    }

    private void storeEvents(BatchInProgress batch) {
        List<PendingEvent> pending = batch.pending();
        List<StoreOutcome> outcomes =
                store.store(pending.stream().map(PendingEvent::document).toList());
        List<PendingEvent> remaining = new ArrayList<>();
        String detail = null;
        long now = clock.millis();
        for (int i = 0; i < pending.size(); i++) {
            PendingEvent event = pending.get(i);
            switch (outcomes.get(i)) {
                case StoreOutcome.Stored() -> {
                    metrics.indexed(Duration.ofMillis(now - event.original().timestamp()));
                    batch.stored(event);
                }
                case StoreOutcome.Duplicate() -> {
                    metrics.duplicate();
                    // Also then: the attempt that stored it may have ended before it came to the service.
                    batch.stored(event);
                }
                case StoreOutcome.Conflict(var what) -> {
                    metrics.conflict();
                    batch.deadLetters()
                            .add(new DeadLetter(event.original(), DeadLetterReason.CONFLICT, null, what, now));
                }
                case StoreOutcome.Poison(var what) ->
                    batch.deadLetters()
                            .add(new DeadLetter(event.original(), DeadLetterReason.REJECTED, null, what, now));
                case StoreOutcome.Transient(var what) -> {
                    remaining.add(event);
                    detail = detail == null ? what : detail;
                }
            }
        }
        batch.remaining(remaining);
        requireAllStored(remaining.size(), detail);
        progress.stored();
    }

    private static void requireAllStored(int remaining, @Nullable String detail) {
        if (remaining > 0) {
            throw new StoreUnavailableException(
                    "Elasticsearch did not store " + remaining + " documents, the first because of: " + detail, null);
        }
    }
}
