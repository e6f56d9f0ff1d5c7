package io.launchlog.ingest.store;

import io.launchlog.model.index.EventDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Whether an identity is taken in a bucket other than that of the event's own time. Elasticsearch keeps ids apart only
 * within one index, so the same identity with an occur time in another bucket has to be looked for.
 */
@Component
class OtherBuckets {

    /** Bounds what one request and its answer take in memory: about 1.3 MB and 0.3 MB. */
    private static final int MAXIMUM_ITEMS = 10_000;

    private final StoredFingerprints fingerprints;

    OtherBuckets(StoredFingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * The positions of the documents whose id another bucket of the generation holds, with what is stored there. It is
     * the same content where the size of buckets was changed. Sees every write that was answered before, refreshed or
     * not. As long as there is only one bucket it costs nothing.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    Map<Integer, StoredContent> holding(Buckets buckets, List<EventDocument> documents) {
        Map<Integer, StoredContent> held = new HashMap<>();
        List<Integer> positions = new ArrayList<>();
        MultiGet request = new MultiGet(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            EventDocument document = documents.get(i);
            String own = buckets.names().eventsAt(document.event().occurTime());
            for (String bucket : buckets.open()) {
                if (!bucket.equals(own)) {
                    request.add(bucket, document.id().text(), document.routing());
                    positions.add(i);
                }
            }
            if (request.items() >= MAXIMUM_ITEMS) {
                ask(request, positions, held);
                request = new MultiGet(documents.size());
                positions.clear();
            }
        }
        ask(request, positions, held);
        return held;
    }

    private void ask(MultiGet request, List<Integer> positions, Map<Integer, StoredContent> held) {
        if (request.items() == 0) {
            return;
        }
        List<StoredContent> answers = fingerprints.ask(request);
        for (int i = 0; i < answers.size(); i++) {
            StoredContent stored = answers.get(i);
            // What is no event of the identity is in nobody's way there.
            if (stored instanceof StoredContent.Event) {
                held.put(positions.get(i), stored);
            }
        }
    }
}
