package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.consume.RetryProperties;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.EventBuckets;
import io.launchlog.ingest.projection.Expiry;
import io.launchlog.ingest.projection.ServiceProjection;
import io.launchlog.ingest.store.EventStore;
import io.launchlog.ingest.store.StoreOutcome;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.ingest.verify.DeadLetters;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Stores records of the log in a generation. What never came into the index does not come into the new one either:
 * records that are no events, those that lost their identity to another one (their dead letter says so, also where the
 * first is in another partition), and what has expired.
 */
@Component
class ReplayBatches {

    private final CloudEventDecoder decoder;
    private final EventBuckets buckets;
    private final EventStore store;
    private final ServiceProjection services;
    private final Expiry expiry;
    private final RetryProperties retry;

    ReplayBatches(
            CloudEventDecoder decoder,
            EventBuckets buckets,
            EventStore store,
            ServiceProjection services,
            Expiry expiry,
            RetryProperties retry) {
        this.decoder = decoder;
        this.buckets = buckets;
        this.store = store;
        this.services = services;
        this.expiry = expiry;
        this.retry = retry;
    }

    /**
     * Stores what is to be stored, waiting for Elasticsearch for as long as it takes.
     *
     * @param records of one partition, in their order
     * @param heldUp told why it has to wait
     * @return how many events are stored now
     * @throws OperationFailedException when the lease is lost meanwhile
     */
    int store(
            IndexNames names,
            List<ConsumerRecord<byte[], byte[]>> records,
            DeadLetters letters,
            Lease lease,
            Consumer<String> heldUp) {
        List<EventDocument> pending = documents(names, records, letters);
        List<ServiceDocument> said = new ArrayList<>(pending.size());
        BackOffExecution waits = retry.backOff().start();
        while (true) {
            lease.require();
            try {
                pending = store(names, pending, said);
                if (pending.isEmpty()) {
                    services.merge(names, said);
                    return said.size();
                }
                heldUp.accept(pending.size() + " documents were not stored for the moment");
            } catch (StoreUnavailableException e) {
                heldUp.accept(String.valueOf(e.getMessage()));
            }
            pause(waits.nextBackOff());
        }
    }

    private List<EventDocument> documents(
            IndexNames names, List<ConsumerRecord<byte[], byte[]>> records, DeadLetters letters) {
        long cutoff = expiry.cutoff();
        List<EventDocument> documents = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> message : records) {
            if (!letters.lost(message.partition(), message.offset())
                    && decoder.decode(message.headers(), message.value(), message.timestamp())
                            instanceof Decoded.Accepted(var event)
                    && names.bucketSize().endOfBucket(event.occurTime()) > cutoff) {
                documents.add(EventDocument.of(event));
            }
        }
        return documents;
    }

    /** Returns those that are to be tried again. */
    private List<EventDocument> store(IndexNames names, List<EventDocument> documents, List<ServiceDocument> said) {
        List<StoreOutcome> outcomes = store.store(buckets.toWrite(names, documents), documents);
        List<EventDocument> again = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            EventDocument document = documents.get(i);
            switch (outcomes.get(i)) {
                case StoreOutcome.Stored() -> said.add(ServiceDocument.of(document));
                case StoreOutcome.Duplicate() -> said.add(ServiceDocument.of(document));
                // Ingest has written a dead letter for it, or verify finds it missing afterwards.
                case StoreOutcome.Conflict(var _) -> {}
                case StoreOutcome.Poison(var _) -> {}
                case StoreOutcome.Transient(var _) -> again.add(document);
            }
        }
        return again;
    }

    private static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Rebuilding was interrupted", e);
        }
    }
}
