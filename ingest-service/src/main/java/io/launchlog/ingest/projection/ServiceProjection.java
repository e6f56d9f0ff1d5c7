package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Keeps one document per service. Several threads and instances may write the same service: a write replaces only the
 * version it has seen, and whoever comes second merges again.
 */
@Component
public class ServiceProjection {

    private static final int MAXIMUM_ROUNDS = 20;

    private final ElasticsearchCalls calls;
    private final StoredServices stored;
    private final KnownServices known;
    private final Expiry expiry;

    ServiceProjection(ElasticsearchCalls calls, StoredServices stored, KnownServices known, Expiry expiry) {
        this.calls = calls;
        this.stored = stored;
        this.known = known;
        this.expiry = expiry;
    }

    /**
     * Merges what events say into the stored documents of a generation; merging the same again changes nothing.
     *
     * @throws StoreUnavailableException when not all of it is stored
     */
    public void merge(IndexNames names, Collection<ServiceDocument> seen) {
        Map<ServiceKey, ServiceDocument> open = new LinkedHashMap<>();
        seen.forEach(document -> open.merge(document.service(), document, ServiceDocument::merge));
        for (int round = 0; round < MAXIMUM_ROUNDS; round++) {
            readUnknown(names, open.keySet());
            open.values().removeIf(document -> isContained(names, document));
            if (open.isEmpty()) {
                return;
            }
            write(names, open);
        }
        throw new StoreUnavailableException(
                open.size() + " services were written by others at the same time, " + MAXIMUM_ROUNDS + " times", null);
    }

    private void readUnknown(IndexNames names, Iterable<ServiceKey> keys) {
        long startOfOldestBucket = expiry.startOfOldestBucket();
        List<ServiceKey> unknown = new ArrayList<>();
        for (ServiceKey key : keys) {
            KnownService before = known.get(names, key);
            // Retention, maybe that of another instance, is about to change or delete a document that began earlier.
            if (before == null || before.document().firstSeen() < startOfOldestBucket) {
                known.forget(names, key);
                unknown.add(key);
            }
        }
        if (!unknown.isEmpty()) {
            stored.read(names, unknown).values().forEach(service -> known.put(names, service));
        }
    }

    /** Whether the stored document says all that, so that it needs no write. */
    private boolean isContained(IndexNames names, ServiceDocument seen) {
        KnownService before = known.get(names, seen.service());
        return before != null && before.document().merge(seen).equals(before.document());
    }

    /** Writes the open documents once; those that succeed become known, those that met another write are forgotten. */
    private void write(IndexNames names, Map<ServiceKey, ServiceDocument> open) {
        List<ServiceDocument> written = new ArrayList<>(open.size());
        try (BulkBody body = new BulkBody(open.size())) {
            for (ServiceDocument seen : open.values()) {
                written.add(append(names, body, seen));
            }
            BulkAnswer answer = calls.bulk(body, BulkAnswer.OUTCOMES_AND_VERSIONS);
            if (answer.items().size() != written.size()) {
                throw new StoreUnavailableException(
                        "Elasticsearch answered " + answer.items().size() + " of " + written.size() + " services: "
                                + answer.failure(),
                        null);
            }
            for (int i = 0; i < written.size(); i++) {
                learn(names, written.get(i), answer.items().get(i));
            }
        }
    }

    private ServiceDocument append(IndexNames names, BulkBody body, ServiceDocument seen) {
        KnownService before = known.get(names, seen.service());
        ServiceDocument merged = before == null ? seen : before.document().merge(seen);
        String id = ServiceDocument.idOf(merged.service());
        String routing = ServiceDocument.routingOf(merged.service().projectId());
        if (before == null) {
            body.action("create", names.services(), id, routing);
        } else {
            body.action("index", names.services(), id, routing, before.sequenceNumber(), before.primaryTerm());
        }
        merged.writeSource(body.json());
        return merged;
    }

    private void learn(IndexNames names, ServiceDocument document, BulkItem item) {
        if (item.succeeded()) {
            known.put(names, new KnownService(document, item.sequenceNumber(), item.primaryTerm()));
        } else if (item.isVersionConflict()) {
            known.forget(names, document.service());
        } else {
            throw new StoreUnavailableException("A service was not stored: " + item.describe(), null);
        }
    }
}
