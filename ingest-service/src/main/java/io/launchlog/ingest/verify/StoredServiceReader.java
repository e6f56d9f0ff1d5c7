package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.MultiGet;
import io.launchlog.ingest.store.StoredEvent;
import io.launchlog.model.event.InvalidEventException;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.ServiceDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is stored of one service: its own document, and what its events say now. */
@Component
class StoredServiceReader {

    /** A source is followed by the rest of the answer. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ElasticsearchCalls calls;

    StoredServiceReader(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * The document of a service.
     *
     * @param document null when there is none that can be read
     * @param sequenceNumber with the primary term its version; -1 when there is none at all
     */
    record Stored(@Nullable ServiceDocument document, long sequenceNumber, long primaryTerm) {

        boolean isThere() {
            return sequenceNumber >= 0;
        }
    }

    /** The service of a document; null when the source is none. */
    static @Nullable ServiceDocument service(JsonNode source) {
        try {
            ServiceKey key = new ServiceKey(
                    source.path(Field.PROJECT_ID).asString(""),
                    source.path(Field.SERVICE_ID).asString(""));
            return new ServiceDocument(
                    key,
                    source.path(Field.SERVICE_NAME).asString(""),
                    source.path(Field.NAME_OCCUR_TIME).asLong(-1),
                    source.path(Field.NAME_SEQUENCE).asLong(-1),
                    source.path(Field.NAME_TIE_BREAKER).asLong(0),
                    source.path(Field.FIRST_SEEN).asLong(-1),
                    source.path(Field.LAST_SEEN).asLong(-1));
        } catch (InvalidEventException e) {
            return null;
        }
    }

    /** Reads a source from the start of its object to the end of it. */
    static JsonNode source(JsonParser parser) {
        return JSON.readTree(parser);
    }

    /** The service's own document, in real time. */
    Stored stored(Target target, ServiceKey service) {
        MultiGet request = new MultiGet(1);
        request.add(
                target.names().services(),
                ServiceDocument.idOf(service),
                ServiceDocument.routingOf(service.projectId()));
        JsonNode found = calls.multiGet(request, Map.of(), ",docs._source,docs._seq_no,docs._primary_term")
                .getFirst();
        if (!found.path("found").asBoolean(false)) {
            return new Stored(null, -1, -1);
        }
        return new Stored(
                service(found.path("_source")),
                found.path("_seq_no").asLong(),
                found.path("_primary_term").asLong());
    }

    /**
     * What the service's events say that can be searched now; null when there are none.
     *
     * @throws OperationFailedException when not all of them were asked
     */
    @Nullable
    ServiceDocument saidByEvents(Target target, ServiceKey service) {
        Answer answer = calls.json(
                "POST",
                "/" + target.events() + "/_search",
                Map.of("routing", service.path(), "allow_partial_search_results", "false"),
                IndexReader.body(json -> writeSearch(service, json)));
        if (IndexReader.isMissing(answer)) {
            return null;
        }
        IndexReader.requireComplete(answer, "did not tell all events of " + service.path());
        JsonNode hit = answer.body().path("hits").path("hits").path(0).path("_source");
        if (hit.isMissingNode()) {
            return null;
        }
        try (JsonParser parser = hit.traverse(ObjectReadContext.empty())) {
            parser.nextToken();
            EventDocument latest = StoredEvent.read(parser).document();
            if (latest == null) {
                return null;
            }
            ServiceDocument said = ServiceDocument.of(latest);
            return new ServiceDocument(
                    said.service(),
                    said.serviceName(),
                    said.nameOccurTime(),
                    said.nameSequence(),
                    said.nameTieBreaker(),
                    answer.body()
                            .path("aggregations")
                            .path("first")
                            .path("value")
                            .asLong(),
                    said.lastSeen());
        }
    }

    private static void writeSearch(ServiceKey service, JsonGenerator json) {
        json.writeNumberProperty("size", 1);
        json.writeBooleanProperty("track_total_hits", false);
        new Scope(service.projectId(), service.serviceId(), 0).writeQuery(json);
        json.writeArrayPropertyStart("sort");
        descending(Field.OCCUR_TIME, json);
        descending(Field.SEQUENCE, json);
        descending(Field.TIE_BREAKER, json);
        json.writeEndArray();
        json.writeObjectPropertyStart("aggs");
        json.writeObjectPropertyStart("first");
        json.writeObjectPropertyStart("min");
        json.writeStringProperty("field", Field.OCCUR_TIME);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void descending(String field, JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart(field);
        json.writeStringProperty("order", "desc");
        if (field.equals(Field.SEQUENCE)) {
            json.writeNumberProperty("missing", 0);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
