package io.launchlog.ingest.verify;

import io.launchlog.model.index.EventDocument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds the events that a record of a cut log has lost against: the first with its identity, whose own record Kafka has
 * dropped. In whichever bucket that one is, the later one must neither replace it nor be stored beside it.
 */
@Component
class EarlierFirsts {

    private final IndexReader index;

    EarlierFirsts(IndexReader index) {
        this.index = index;
    }

    /**
     * Which of those documents are not to be stored.
     *
     * @param logReachesBackTo of events with an earlier occur time, epoch milliseconds, Kafka may not have the record;
     *     {@link Long#MIN_VALUE} when it has all
     * @return their ids
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not tell
     */
    Set<String> of(Target target, List<EventDocument> documents, long logReachesBackTo) {
        Set<String> lost = new HashSet<>();
        if (logReachesBackTo == Long.MIN_VALUE || documents.isEmpty()) {
            return lost;
        }
        Map<String, EventDocument> byId = new HashMap<>();
        documents.forEach(document -> byId.put(document.id().text(), document));
        index.find(target.events(), byId.keySet(), hit -> {
            EventDocument stored = hit.source().document();
            EventDocument later = byId.get(hit.id());
            if (stored != null
                    && later != null
                    && hit.source().is(hit.id(), stored.fingerprint())
                    && !stored.fingerprint().equals(later.fingerprint())
                    && stored.event().occurTime() < logReachesBackTo) {
                lost.add(hit.id());
            }
        });
        return lost;
    }
}
