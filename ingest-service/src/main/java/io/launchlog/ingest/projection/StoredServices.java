package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.MultiGet;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads service documents with the version that they have. */
@Component
class StoredServices {

    private final ElasticsearchCalls calls;

    StoredServices(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * The documents of those services in a generation; services without one are not in the answer.
     *
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not tell
     */
    Map<ServiceKey, KnownService> read(IndexNames names, List<ServiceKey> keys) {
        MultiGet request = new MultiGet(keys.size());
        for (ServiceKey key : keys) {
            request.add(names.services(), ServiceDocument.idOf(key), ServiceDocument.routingOf(key.projectId()));
        }
        List<JsonNode> documents = calls.multiGet(request, Map.of(), ",docs._source,docs._seq_no,docs._primary_term");
        Map<ServiceKey, KnownService> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            JsonNode document = documents.get(i);
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
}
