package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reads service documents with the version that they have. */
@Component
class StoredServices {

    private static final JsonFactory JSON = new JsonFactory();

    private final ElasticsearchCalls calls;
    private final IndexNames names;

    StoredServices(ElasticsearchCalls calls, IndexNames names) {
        this.calls = calls;
        this.names = names;
    }

    /**
     * The documents of those services; services without one are not in the answer.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    Map<ServiceKey, KnownService> read(List<ServiceKey> keys) {
        ElasticsearchCalls.Answer answer = calls.json("POST", "/_mget", Map.of(), request(keys));
        JsonNode documents = answer.body().path("docs");
        if (answer.status() != 200 || documents.size() != keys.size()) {
            throw new StoreUnavailableException("Services could not be read: " + answer.describe(), null);
        }
        Map<ServiceKey, KnownService> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            JsonNode document = documents.get(i);
            if (document.has("error")) {
                throw new StoreUnavailableException(
                        "A service could not be read: "
                                + document.path("error").path("type").asString(""),
                        null);
            }
            if (document.path("found").asBoolean(false)) {
                found.put(
                        keys.get(i),
                        new KnownService(
                                service(keys.get(i), document.path("_source")),
                                document.path("_seq_no").asLong(),
                                document.path("_primary_term").asLong()));
            }
        }
        return found;
    }

    /** The document with that source. */
    static ServiceDocument service(ServiceKey key, JsonNode source) {
        return new ServiceDocument(
                key,
                source.path(Field.SERVICE_NAME).asString(),
                source.path(Field.NAME_OCCUR_TIME).asLong(),
                source.path(Field.NAME_SEQUENCE).asLong(),
                source.path(Field.NAME_TIE_BREAKER).asLong(),
                source.path(Field.FIRST_SEEN).asLong(),
                source.path(Field.LAST_SEEN).asLong());
    }

    private byte[] request(List<ServiceKey> keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(keys.size() * 96);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("docs");
            for (ServiceKey key : keys) {
                json.writeStartObject();
                json.writeStringProperty("_index", names.services());
                json.writeStringProperty("_id", ServiceDocument.idOf(key));
                json.writeStringProperty("routing", ServiceDocument.routingOf(key.projectId()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
