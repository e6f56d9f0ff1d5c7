package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/** Reads single documents in real time: what was just written is seen, refreshed or not. */
@Component
class DocumentsById {

    private final ElasticsearchCalls calls;

    DocumentsById(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /** Where a document is. */
    record Place(String index, String id, String routing) {}

    /** A document and its version. */
    record Version(StoredEvent event, String routing, long sequenceNumber, long primaryTerm) {

        /**
         * Whether it is what belongs there. One with another routing may be in the same shard, and is found, but not
         * where its service is looked for.
         */
        boolean is(Place place, String fingerprint) {
            return routing.equals(place.routing()) && event.is(place.id(), fingerprint);
        }
    }

    /**
     * Reads those documents.
     *
     * @return as many, in that order; null for one that is not there
     * @throws OperationFailedException when Elasticsearch does not tell of each whether it is there
     */
    List<@Nullable Version> read(List<Place> places) {
        Answer answer = calls.json("POST", "/_mget", Map.of(), IndexReader.body(json -> write(places, json)));
        IndexReader.require(answer, "did not give documents by id");
        JsonNode documents = answer.body().path("docs");
        if (documents.size() != places.size()) {
            throw new OperationFailedException(
                    "Elasticsearch gave " + documents.size() + " of " + places.size() + " documents by id");
        }
        List<@Nullable Version> found = new ArrayList<>();
        for (JsonNode document : documents) {
            String error = document.path("error").path("type").asString("");
            if (!error.isEmpty() && !error.equals(IndexReader.NOT_FOUND)) {
                throw new OperationFailedException("Elasticsearch did not give a document by id: " + error);
            }
            found.add(document.path("found").asBoolean(false) ? version(document) : null);
        }
        return found;
    }

    private static Version version(JsonNode document) {
        try (JsonParser parser = document.path("_source").traverse(ObjectReadContext.empty())) {
            parser.nextToken();
            return new Version(
                    StoredEvent.read(parser),
                    document.path("_routing").asString(""),
                    document.path("_seq_no").asLong(),
                    document.path("_primary_term").asLong());
        }
    }

    private static void write(List<Place> places, JsonGenerator json) {
        json.writeArrayPropertyStart("docs");
        for (Place place : places) {
            json.writeStartObject();
            json.writeStringProperty("_index", place.index());
            json.writeStringProperty("_id", place.id());
            json.writeStringProperty("routing", place.routing());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
