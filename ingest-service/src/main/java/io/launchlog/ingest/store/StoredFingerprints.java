package io.launchlog.ingest.store;

import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** What content is stored under the ids that were taken: 409 alone does not tell a duplicate from a conflict. */
@Component
class StoredFingerprints {

    private static final JsonFactory JSON = new JsonFactory();

    private final ElasticsearchCalls calls;
    private final IndexNames names;

    StoredFingerprints(ElasticsearchCalls calls, IndexNames names) {
        this.calls = calls;
        this.names = names;
    }

    /**
     * The stored fingerprints in the order of the documents; null where none is stored (any more).
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    List<@Nullable String> of(List<EventDocument> documents) {
        ElasticsearchCalls.Answer answer = calls.json(
                "POST",
                "/_mget",
                Map.of("filter_path", "error,docs.found,docs._source.fingerprint,docs.error.type"),
                request(documents));
        JsonNode found = answer.body().path("docs");
        if (answer.status() != 200 || found.size() != documents.size()) {
            throw new StoreUnavailableException(
                    "Elasticsearch told " + found.size() + " of " + documents.size() + " stored fingerprints: "
                            + answer.describe(),
                    null);
        }
        List<@Nullable String> fingerprints = new ArrayList<>(documents.size());
        for (JsonNode document : found) {
            if (document.has("error")) {
                throw new StoreUnavailableException(
                        "Elasticsearch did not tell a stored fingerprint: "
                                + document.path("error").path("type").asString(""),
                        null);
            }
            fingerprints.add(document.path("_source")
                    .path(Field.FINGERPRINT)
                    .asStringOpt()
                    .orElse(null));
        }
        return fingerprints;
    }

    private byte[] request(List<EventDocument> documents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(documents.size() * 128);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("docs");
            for (EventDocument document : documents) {
                json.writeStartObject();
                json.writeStringProperty(
                        "_index", names.eventsAt(document.event().occurTime()));
                json.writeStringProperty("_id", document.id().text());
                json.writeStringProperty("routing", document.routing());
                json.writeArrayPropertyStart("_source");
                json.writeString(Field.FINGERPRINT);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
