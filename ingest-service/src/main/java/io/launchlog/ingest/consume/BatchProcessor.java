package io.launchlog.ingest.consume;

import io.launchlog.ingest.consume.BatchInProgress.PendingEvent;
import io.launchlog.ingest.deadletter.DeadLetter;
import io.launchlog.ingest.deadletter.DeadLetterPublisher;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Progress;
import io.launchlog.ingest.projection.EventBuckets;
import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.projection.ServiceProjection;
import io.launchlog.ingest.store.EventStore;
import io.launchlog.ingest.store.StoreOutcome;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.DeadLetterReason;
import io.launchlog.model.wire.Decoded;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The steps of a batch: decode, store, other generations, services, dead letters. When it returns, every record may be
 * committed.
 */
@Component
class BatchProcessor {

    private final CloudEventDecoder decoder;
    private final ProjectionSetup projection;
    private final IndexProperties indices;
    private final SwapPause pause;
    private final EventBuckets buckets;
    private final FollowingGenerations others;
    private final EventStore store;
    private final ServiceProjection services;
    private final DeadLetterPublisher deadLetters;
    private final IngestMetrics metrics;
    private final Progress progress;
    private final Clock clock;

    BatchProcessor(
            CloudEventDecoder decoder,
            ProjectionSetup projection,
            IndexProperties indices,
            SwapPause pause,
            EventBuckets buckets,
            FollowingGenerations others,
            EventStore store,
            ServiceProjection services,
            DeadLetterPublisher deadLetters,
            IngestMetrics metrics,
            Progress progress,
            Clock clock) {
        this.decoder = decoder;
        this.projection = projection;
        this.indices = indices;
        this.pause = pause;
        this.buckets = buckets;
        this.others = others;
        this.store = store;
        this.services = services;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Decodes the records; nothing in them can make this fail.
     *
     * @param polled what the container hands to every attempt
     * @param records those of them that are to be brought to their end
     * @param topicId of the topic that they are of
     */
    BatchInProgress begin(
            ConsumerRecords<byte[], byte[]> polled, ConsumerRecords<byte[], byte[]> records, Uuid topicId) {
        metrics.received(records.count());
        progress.taken(polled);
        BatchInProgress batch = new BatchInProgress(polled, topicId);
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
        // Before the first write, and at each attempt: a rebuild reads all that was polled before it said that it
        // builds.
        Generations generations = projection.current();
        pause.check(generations, projection::abandon);
        batch.decidedBy(generations.live());
        if (!batch.pending().isEmpty()) {
            storeEvents(batch, generations.live());
        }
        Set<Generation> written = generations.written();
        for (Generation generation : written) {
            complete(batch, generation, generations.live());
        }
        if (written.size() > 1) {
            requireStillLive(generations.live());
        }
        if (!batch.deadLetters().isEmpty()) {
            deadLetters.publish(batch.deadLetters(), batch.topicId());
        }
        progress.completed(batch.partitions());
    }

    /**
     * A swap does not wait for ever for an instance that is frozen in the middle of an attempt. What the generation has
     * not taken that is live by then would be no dead letter, as it only followed: the next attempt lets it decide.
     */
    private void requireStillLive(Generation live) {
        Generations now = projection.current();
        if (!now.live().equals(live) || now.swap() != null) {
            throw new StoreUnavailableException(
                    "The live generation, " + live.number() + ", has changed meanwhile or is about to", null);
        }
    }

    private void complete(BatchInProgress batch, Generation generation, Generation live) {
        if (batch.isComplete(generation)) {
            return;
        }
        IndexNames names = indices.names(generation);
        List<PendingEvent> missing = batch.missingIn(generation);
        if (!missing.isEmpty()) {
            follow(batch, names, missing, generation.equals(live));
            batch.followed(generation);
        }
        if (!batch.services().isEmpty()) {
            services.merge(names, batch.services().values());
        }
        batch.complete(generation);
    }

    private void follow(BatchInProgress batch, IndexNames names, List<PendingEvent> missing, boolean isLive) {
        List<StoreOutcome> refused = others.follow(
                names, missing.stream().map(PendingEvent::document).toList());
        for (int i = 0; i < missing.size(); i++) {
            // What the generation does not take that has become the live one in the middle of the batch, nobody has.
            if (isLive) {
                refused(batch, missing.get(i), refused.get(i));
            }
        }
    }

    private void refused(BatchInProgress batch, PendingEvent event, StoreOutcome outcome) {
        switch (outcome) {
            case StoreOutcome.Conflict(var what) -> conflict(batch, event, what);
            case StoreOutcome.Poison(var what) -> deadLetter(batch, event, DeadLetterReason.REJECTED, what);
            case StoreOutcome.Stored() -> {}
            case StoreOutcome.Duplicate() -> {}
            case StoreOutcome.Transient(var _) -> {}
        }
    }

    private void conflict(BatchInProgress batch, PendingEvent event, String what) {
        metrics.conflict();
        deadLetter(batch, event, DeadLetterReason.CONFLICT, what);
    }

    private void deadLetter(BatchInProgress batch, PendingEvent event, DeadLetterReason reason, String what) {
        batch.deadLetters().add(new DeadLetter(event.original(), reason, null, what, clock.millis()));
    }

    private void storeEvents(BatchInProgress batch, Generation live) {
        List<PendingEvent> pending = batch.pending();
        List<EventDocument> documents =
                pending.stream().map(PendingEvent::document).toList();
        List<StoreOutcome> outcomes = store.store(buckets.toWrite(indices.names(live), documents), documents);
        List<PendingEvent> remaining = new ArrayList<>();
        String detail = null;
        long now = clock.millis();
        for (int i = 0; i < pending.size(); i++) {
            PendingEvent event = pending.get(i);
            switch (outcomes.get(i)) {
                case StoreOutcome.Stored() -> {
                    metrics.indexed(Duration.ofMillis(now - event.original().timestamp()));
                    batch.stored(event, live);
                }
                case StoreOutcome.Duplicate() -> {
                    metrics.duplicate();
                    // Also then: the attempt that stored it may have ended before it came to the service.
                    batch.stored(event, live);
                }
                case StoreOutcome.Conflict(var what) -> conflict(batch, event, what);
                case StoreOutcome.Poison(var what) -> deadLetter(batch, event, DeadLetterReason.REJECTED, what);
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
