package io.launchlog.ingest.store;

import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Creates documents in the index of their occur time, each at most once. May be used by several threads. */
@Component
public class EventStore {

    private static final int PAYLOAD_TOO_LARGE = 413;

    private final ElasticsearchCalls calls;
    private final StoredFingerprints fingerprints;
    private final OtherBuckets otherBuckets;
    private final IngestMetrics metrics;
    private final long maximumBulkBytes;

    EventStore(
            ElasticsearchCalls calls,
            StoredFingerprints fingerprints,
            OtherBuckets otherBuckets,
            IngestMetrics metrics,
            StoreProperties properties) {
        this.calls = calls;
        this.fingerprints = fingerprints;
        this.otherBuckets = otherBuckets;
        this.metrics = metrics;
        this.maximumBulkBytes = properties.maximumBulkSize().toBytes();
    }

    /**
     * Stores the documents as one bulk or, when they are too large for one, as several after each other. Of two
     * documents with one id the first wins: the later one waits until the first is decided, and where one bulk leaves a
     * document unstored the next is not sent.
     *
     * @param buckets of the generation to store them in
     * @return the outcome of each document, in their order; transient also where Elasticsearch has not told it
     * @throws StoreUnavailableException when nothing is known of any of them; asking again is safe
     */
    public List<StoreOutcome> store(Buckets buckets, List<EventDocument> documents) {
        StoreOrder order = new StoreOrder(documents);
        while (!order.isDone()) {
            List<EventDocument> next = order.next();
            try {
                order.decided(storeUnlessElsewhere(buckets, next));
            } catch (StoreUnavailableException e) {
                if (!order.isAnyDecided()) {
                    throw e;
                }
                order.unknown(String.valueOf(e.getMessage()));
            }
        }
        return order.outcomes();
    }

    /** Stores the documents whose id no other bucket holds, as far as they go into one bulk; the others are decided. */
    private List<StoreOutcome> storeUnlessElsewhere(Buckets buckets, List<EventDocument> documents) {
        IndexNames names = buckets.names();
        Map<Integer, StoredContent> elsewhere = otherBuckets.holding(buckets, documents);
        if (elsewhere.isEmpty()) {
            return storeNext(names, documents);
        }
        List<EventDocument> free = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            if (!elsewhere.containsKey(i)) {
                free.add(documents.get(i));
            }
        }
        Iterator<StoreOutcome> stored = storeBesideDecided(names, free).iterator();
        List<StoreOutcome> outcomes = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            StoredContent held = elsewhere.get(i);
            if (held != null) {
                outcomes.add(decide(documents.get(i), held));
            } else if (stored.hasNext()) {
                outcomes.add(stored.next());
            } else {
                break;
            }
        }
        return outcomes;
    }

    /** Does not throw: what is decided beside them is to be told. */
    private List<StoreOutcome> storeBesideDecided(IndexNames names, List<EventDocument> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        try {
            return storeNext(names, documents);
        } catch (StoreUnavailableException e) {
            return unknown(documents.size(), e);
        }
    }

    private static List<StoreOutcome> unknown(int documents, StoreUnavailableException why) {
        return Collections.nCopies(documents, new StoreOutcome.Transient(String.valueOf(why.getMessage())));
    }

    /** Stores as many of the documents, from the first on, as go into one bulk. */
    private List<StoreOutcome> storeNext(IndexNames names, List<EventDocument> documents) {
        try (BulkBody body = new BulkBody(documents.size())) {
            while (body.items() < documents.size() && (body.items() == 0 || body.size() < maximumBulkBytes)) {
                EventDocument document = documents.get(body.items());
                body.action(
                        "create",
                        names.eventsAt(document.event().occurTime()),
                        document.id().text(),
                        document.routing());
                document.writeSource(body.json());
            }
            BulkAnswer answer = metrics.bulk(body.size(), () -> calls.bulk(body, BulkAnswer.OUTCOMES));
            return outcomes(names, documents.subList(0, body.items()), answer);
        }
    }

    private List<StoreOutcome> outcomes(IndexNames names, List<EventDocument> documents, BulkAnswer answer) {
        if (answer.status() == PAYLOAD_TOO_LARGE) {
            return storeHalf(names, documents, answer);
        }
        if (answer.items().size() != documents.size()) {
            throw new StoreUnavailableException(
                    "Elasticsearch answered " + answer.items().size() + " of " + documents.size() + " items of a bulk: "
                            + answer.failure(),
                    null);
        }
        List<StoreOutcome> outcomes = new ArrayList<>(documents.size());
        List<Integer> taken = new ArrayList<>();
        for (BulkItem item : answer.items()) {
            if (item.isVersionConflict()) {
                taken.add(outcomes.size());
            }
            outcomes.add(item.succeeded() ? StoreOutcome.STORED : ItemClassifier.failed(item));
        }
        if (taken.isEmpty()) {
            return outcomes;
        }
        List<StoreOutcome> decided;
        try {
            decided = decide(names, taken.stream().map(documents::get).toList());
        } catch (StoreUnavailableException e) {
            if (taken.size() == documents.size()) {
                throw e;
            }
            // What was stored beside them is stored.
            decided = unknown(taken.size(), e);
        }
        for (int i = 0; i < taken.size(); i++) {
            outcomes.set(taken.get(i), decided.get(i));
        }
        return outcomes;
    }

    /** What becomes of documents whose ids are taken. */
    private List<StoreOutcome> decide(IndexNames names, List<EventDocument> documents) {
        List<StoredContent> stored = fingerprints.of(names, documents);
        return IntStream.range(0, documents.size())
                .mapToObj(i -> decide(documents.get(i), stored.get(i)))
                .toList();
    }

    /** A 409 may come from our own earlier write whose answer was lost: the content decides. */
    private static StoreOutcome decide(EventDocument document, StoredContent stored) {
        return switch (stored) {
            case StoredContent.Event(var fingerprint) ->
                fingerprint.equals(document.fingerprint()) ? StoreOutcome.DUPLICATE : StoreOutcome.CONFLICT;
            case StoredContent.Foreign() ->
                new StoreOutcome.Conflict(
                        "The document with the id " + document.id().text()
                                + " is not an event of this identity, so somebody else has put it there. Take it away and replay"
                                + " this letter, or, as long as retention has not cut the log, run verify --repair");
            case StoredContent.None() ->
                new StoreOutcome.Transient(
                        "The document with the id " + document.id().text() + " is gone");
        };
    }

    /** Stores the first half; {@link #store} goes on from there. */
    private List<StoreOutcome> storeHalf(IndexNames names, List<EventDocument> documents, BulkAnswer answer) {
        if (documents.size() == 1) {
            return List.of(new StoreOutcome.Poison("The document is too large for Elasticsearch: " + answer.failure()));
        }
        return storeNext(names, documents.subList(0, documents.size() / 2));
    }
}
