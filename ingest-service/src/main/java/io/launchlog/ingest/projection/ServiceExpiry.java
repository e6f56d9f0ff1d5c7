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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets the services follow the events that retention has dropped (contract section 6): one without events is deleted,
 * the others begin with the oldest event that is left, as a rebuild would have them.
 */
@Component
public class ServiceExpiry {

    private final ElasticsearchCalls calls;
    private final ExpiredServices expired;
    private final OldestEvents oldestEvents;
    private final KnownServices known;
    private final ServiceProjection projection;
    private final Expiry expiry;

    ServiceExpiry(
            ElasticsearchCalls calls,
            ExpiredServices expired,
            OldestEvents oldestEvents,
            KnownServices known,
            ServiceProjection projection,
            Expiry expiry) {
        this.calls = calls;
        this.expired = expired;
        this.oldestEvents = oldestEvents;
        this.known = known;
        this.projection = projection;
        this.expiry = expiry;
    }

    /** One service whose document is to be replaced, or deleted when it has no new one. */
    private record Change(KnownService before, @Nullable ServiceDocument after) {}

    /**
     * Looks at every service of a generation that began before the oldest bucket that is kept. What another writer changes meanwhile is
     * left to it and to the next time.
     *
     * @return how many services were deleted
     * @throws StoreUnavailableException when Elasticsearch did not do all of it; doing it again is safe
     */
    public int follow(IndexNames names) {
        long startOfOldestBucket = expiry.startOfOldestBucket();
        int deleted = 0;
        ExpiredServices.Page page = expired.first(names, startOfOldestBucket);
        while (!page.services().isEmpty()) {
            deleted += follow(names, page.services(), startOfOldestBucket);
            page = expired.next(names, page, startOfOldestBucket);
        }
        return deleted;
    }

    private int follow(IndexNames names, List<KnownService> services, long startOfOldestBucket) {
        Map<ServiceKey, Long> oldest = oldestEvents.of(names, keys(services));
        List<Change> changes = new ArrayList<>();
        for (KnownService service : services) {
            ServiceDocument document = service.document();
            Long first = oldest.get(document.service());
            if (first != null && first != document.firstSeen()) {
                changes.add(new Change(service, document.withFirstSeen(first)));
            } else if (first == null && document.lastSeen() < startOfOldestBucket) {
                changes.add(new Change(service, null));
            }
        }
        return changes.isEmpty() ? 0 : apply(names, changes);
    }

    private int apply(IndexNames names, List<Change> changes) {
        List<ServiceDocument> replaced = new ArrayList<>();
        int deleted = 0;
        List<BulkItem> items = write(names, changes);
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            known.forget(names, change.before().document().service());
            BulkItem item = items.get(i);
            if (item.succeeded() && change.after() == null) {
                deleted++;
            } else if (item.succeeded()) {
                replaced.add(change.after());
            } else if (!item.isVersionConflict()) {
                throw new StoreUnavailableException("A service was not brought up to date: " + item.describe(), null);
            }
        }
        mergeWhatCameMeanwhile(names, replaced);
        return deleted;
    }

    private List<BulkItem> write(IndexNames names, List<Change> changes) {
        try (BulkBody body = new BulkBody(changes.size())) {
            for (Change change : changes) {
                ServiceKey service = change.before().document().service();
                body.action(
                        change.after() == null ? "delete" : "index",
                        names.services(),
                        ServiceDocument.idOf(service),
                        ServiceDocument.routingOf(service.projectId()),
                        change.before().sequenceNumber(),
                        change.before().primaryTerm());
                if (change.after() != null) {
                    change.after().writeSource(body.json());
                }
            }
            BulkAnswer answer = calls.bulk(body, BulkAnswer.OUTCOMES_AND_VERSIONS);
            if (answer.items().size() != changes.size()) {
                throw new StoreUnavailableException(
                        "Elasticsearch answered " + answer.items().size() + " of " + changes.size() + " services: "
                                + answer.failure(),
                        null);
            }
            return answer.items();
        }
    }

    /**
     * An older event may have been stored after the oldest was asked for, and its merge may have found nothing to do
     * because the document still began earlier. Whatever was stored before our write is found now.
     */
    private void mergeWhatCameMeanwhile(IndexNames names, List<ServiceDocument> replaced) {
        if (replaced.isEmpty()) {
            return;
        }
        Map<ServiceKey, Long> oldest = oldestEvents.of(
                names, replaced.stream().map(ServiceDocument::service).toList());
        List<ServiceDocument> older = replaced.stream()
                .filter(document -> oldest.getOrDefault(document.service(), Long.MAX_VALUE) < document.firstSeen())
                .map(document -> document.withFirstSeen(oldest.getOrDefault(document.service(), document.firstSeen())))
                .toList();
        if (!older.isEmpty()) {
            projection.merge(names, older);
        }
    }

    private static List<ServiceKey> keys(List<KnownService> services) {
        return services.stream().map(service -> service.document().service()).toList();
    }
}
