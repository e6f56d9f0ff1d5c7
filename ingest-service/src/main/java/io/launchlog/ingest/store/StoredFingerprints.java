package io.launchlog.ingest.store;

import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What content is stored under the ids that were taken: 409 alone does not tell a duplicate from a conflict. */
@Component
class StoredFingerprints {

    private final ElasticsearchCalls calls;

    StoredFingerprints(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * The stored fingerprints in the order of the documents of a generation; null where none is stored (any more).
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    List<@Nullable String> of(IndexNames names, List<EventDocument> documents) {
        MultiGet request = new MultiGet(documents.size());
        for (EventDocument document : documents) {
            request.add(
                    names.eventsAt(document.event().occurTime()), document.id().text(), document.routing());
        }
        return ask(request).stream()
                .<@Nullable String>map(StoredFingerprints::in)
                .toList();
    }

    /**
     * What is stored of the documents, in their order: {@code found}, and the fingerprint.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    List<JsonNode> ask(MultiGet request) {
        return calls.multiGet(
                request, Map.of("_source_includes", Field.FINGERPRINT), ",docs._source." + Field.FINGERPRINT);
    }

    /** The fingerprint of one of those; null when it has none. */
    static @Nullable String in(JsonNode stored) {
        return stored.path("_source").path(Field.FINGERPRINT).asStringOpt().orElse(null);
    }
}
