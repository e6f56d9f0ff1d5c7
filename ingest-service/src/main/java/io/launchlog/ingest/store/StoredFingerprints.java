package io.launchlog.ingest.store;

import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What content is stored under the ids that were taken: 409 alone does not tell a duplicate from a conflict. */
@Component
class StoredFingerprints {

    /** Of documents that are read whole. */
    private static final int TOGETHER = 100;

    private final ElasticsearchCalls calls;

    StoredFingerprints(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * What is stored under the ids of the documents of a generation, in their order.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    List<StoredContent> of(IndexNames names, List<EventDocument> documents) {
        MultiGet request = new MultiGet(documents.size());
        for (EventDocument document : documents) {
            request.add(
                    names.eventsAt(document.event().occurTime()), document.id().text(), document.routing());
        }
        return ask(request);
    }

    /**
     * What is stored of the documents that are asked for, in their order. One without a fingerprint, which is none that
     * ingest has written, is read whole: its fingerprint is that of what it says.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    List<StoredContent> ask(MultiGet request) {
        List<StoredContent> contents = new ArrayList<>(request.items());
        List<Integer> without = new ArrayList<>();
        for (JsonNode stored : calls.multiGet(
                request, Map.of("_source_includes", Field.FINGERPRINT), ",docs._source." + Field.FINGERPRINT)) {
            Optional<String> fingerprint =
                    stored.path("_source").path(Field.FINGERPRINT).stringValueOpt();
            if (fingerprint.isEmpty() && isFound(stored)) {
                without.add(contents.size());
            }
            contents.add(
                    fingerprint.<StoredContent>map(StoredContent.Event::new).orElse(StoredContent.NONE));
        }
        for (int from = 0; from < without.size(); from += TOGETHER) {
            readWhole(request, without.subList(from, Math.min(from + TOGETHER, without.size())), contents);
        }
        return contents;
    }

    private void readWhole(MultiGet request, List<Integer> positions, List<StoredContent> into) {
        List<JsonNode> documents = calls.multiGet(request.only(positions), Map.of(), ",docs._source");
        for (int i = 0; i < positions.size(); i++) {
            int position = positions.get(i);
            if (isFound(documents.get(i))) {
                into.set(position, content(documents.get(i), request.id(position)));
            }
        }
    }

    private static boolean isFound(JsonNode stored) {
        return stored.path("found").asBoolean(false);
    }

    private static StoredContent content(JsonNode stored, String id) {
        EventDocument document = StoredEvent.of(stored.path("_source")).document();
        return document != null && document.id().text().equals(id)
                ? new StoredContent.Event(document.fingerprint())
                : StoredContent.FOREIGN;
    }
}
