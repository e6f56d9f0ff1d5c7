package io.launchlog.ingest.verify;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.MultiGet;
import io.launchlog.ingest.store.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
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
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not tell of each whether it is there
     */
    List<@Nullable Version> read(List<Place> places) {
        MultiGet request = new MultiGet(places.size());
        places.forEach(place -> request.add(place.index(), place.id(), place.routing()));
        List<@Nullable Version> found = new ArrayList<>();
        for (JsonNode document :
                calls.multiGet(request, Map.of(), ",docs._source,docs._routing,docs._seq_no,docs._primary_term")) {
            found.add(document.path("found").asBoolean(false) ? version(document) : null);
        }
        return found;
    }

    private static Version version(JsonNode document) {
        return new Version(
                StoredEvent.of(document.path("_source")),
                document.path("_routing").asString(""),
                document.path("_seq_no").asLong(),
                document.path("_primary_term").asLong());
    }
}
