package io.launchlog.ingest.verify;

import io.launchlog.ingest.log.Workers;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reads all documents behind an alias, as they are at one moment, page by page and in several slices at once. */
@Component
class IndexReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LARGEST_PAGE = 5_000;
    private static final int SMALLEST_PAGE = 50;
    private static final int PAGE_BYTES = 6 * 1024 * 1024;
    private static final String KEEP_ALIVE = "5m";

    /** The error of an index that is not there. */
    private static final String NOT_FOUND = "index_not_found_exception";

    private final ElasticsearchCalls calls;

    IndexReader(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /** A moment of the index that stays readable. */
    final class Moment implements AutoCloseable {

        private final String id;

        Moment(String id) {
            this.id = id;
        }

        /**
         * Hands over every document of the scope; several threads at once call the consumer.
         *
         * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not answer for all
         */
        <S> void read(Scope scope, int slices, Function<JsonParser, S> source, Consumer<Hit<S>> consumer) {
            if (id.isEmpty()) {
                return;
            }
            List<Runnable> tasks = new ArrayList<>();
            for (int i = 0; i < slices; i++) {
                int slice = i;
                tasks.add(() -> readSlice(scope, slice, slices, source, consumer));
            }
            Workers.runAll(tasks);
        }

        private <S> void readSlice(
                Scope scope, int slice, int slices, Function<JsonParser, S> source, Consumer<Hit<S>> consumer) {
            int page = 500;
            long after = -1;
            while (true) {
                byte[] request = page(scope, slice, slices, page, after);
                Hits hits = calls.stream(
                        "POST",
                        "/_search",
                        Map.of(),
                        request,
                        (status, body) -> Hits.read(status, body, source, consumer));
                if (hits.count() < page) {
                    return;
                }
                after = hits.lastSort();
                // Documents may be a hundred times as large as usual ones: a page is bounded in bytes.
                long fitting = PAGE_BYTES / Math.max(1, hits.bytes() / hits.count());
                page = Math.clamp(fitting, SMALLEST_PAGE, LARGEST_PAGE);
            }
        }

        private byte[] page(Scope scope, int slice, int slices, int size, long after) {
            return body(json -> {
                json.writeNumberProperty("size", size);
                json.writeBooleanProperty("track_total_hits", false);
                json.writeObjectPropertyStart("pit");
                json.writeStringProperty("id", id);
                json.writeStringProperty("keep_alive", KEEP_ALIVE);
                json.writeEndObject();
                if (slices > 1) {
                    json.writeObjectPropertyStart("slice");
                    json.writeNumberProperty("id", slice);
                    json.writeNumberProperty("max", slices);
                    json.writeEndObject();
                }
                scope.writeQuery(json);
                json.writeArrayPropertyStart("sort");
                json.writeString("_shard_doc");
                json.writeEndArray();
                if (after >= 0) {
                    json.writeArrayPropertyStart("search_after");
                    json.writeNumber(after);
                    json.writeEndArray();
                }
            });
        }

        @Override
        public void close() {
            if (!id.isEmpty()) {
                // It ends by itself soon when this fails.
                calls.json("DELETE", "/_pit", Map.of(), body(json -> json.writeStringProperty("id", id)));
            }
        }
    }

    /** Makes everything that was written before visible, and holds it; empty when the alias does not exist. */
    Moment hold(String alias) {
        if (!refresh(alias)) {
            return new Moment("");
        }
        Answer answer = calls.json("POST", "/" + alias + "/_pit", Map.of("keep_alive", KEEP_ALIVE), new byte[0]);
        require(answer, "opened no point in time of " + alias);
        return new Moment(answer.body().path("id").asString());
    }

    /**
     * Makes everything that was written before visible.
     *
     * @return whether there is such an alias
     * @throws OperationFailedException when not all of it is visible
     */
    boolean refresh(String alias) {
        Answer answer = calls.json("POST", "/" + alias + "/_refresh", Map.of(), new byte[0]);
        if (isMissing(answer)) {
            return false;
        }
        requireComplete(answer, "did not refresh " + alias);
        return true;
    }

    /** How many documents of the scope are behind the alias; 0 when it does not exist. */
    long count(String alias, Scope scope) {
        Answer answer = calls.json("POST", "/" + alias + "/_count", Map.of(), body(scope::writeQuery));
        if (isMissing(answer)) {
            return 0;
        }
        require(answer, "did not count " + alias);
        return answer.body().path("count").asLong();
    }

    /** The names of the indices behind the alias or the pattern. */
    Set<String> indices(String alias) {
        Answer answer = calls.json("GET", "/" + alias + "/_alias", Map.of(), new byte[0]);
        if (answer.status() == 404) {
            return Set.of();
        }
        require(answer, "did not tell the indices of " + alias);
        return new TreeSet<>(answer.body().propertyNames());
    }

    /** Hands over the documents of an index that have one of those ids, in whichever shard, with their versions. */
    void find(String index, Collection<String> ids, Consumer<Hit<StoredEvent>> consumer) {
        byte[] request = body(json -> {
            // An id may be there once for each routing; many of them for few ids are found the next time.
            json.writeNumberProperty("size", ids.size() * 2 + SMALLEST_PAGE);
            json.writeBooleanProperty("seq_no_primary_term", true);
            json.writeObjectPropertyStart("query");
            json.writeObjectPropertyStart("ids");
            json.writeArrayPropertyStart("values");
            ids.forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        });
        calls.stream(
                "POST",
                "/" + index + "/_search",
                Map.of("ignore_unavailable", "true"),
                request,
                (status, body) -> Hits.read(status, body, StoredEvent::read, consumer));
    }

    /** A JSON object with those properties. */
    static byte[] body(Consumer<JsonGenerator> properties) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Whether it is that the index or the alias does not exist. */
    static boolean isMissing(Answer answer) {
        return answer.errorType().equals(NOT_FOUND);
    }

    private static void require(Answer answer, String otherwise) {
        if (answer.status() != 200) {
            throw new OperationFailedException("Elasticsearch " + otherwise + ": " + answer.describe());
        }
    }

    /** What some shards say is not all that there is. */
    static void requireComplete(Answer answer, String otherwise) {
        require(answer, otherwise);
        int failed = answer.body().at("/_shards/failed").asInt(1);
        if (failed > 0) {
            throw new OperationFailedException("Elasticsearch " + otherwise + ": shards failed, " + failed + " of "
                    + answer.body().at("/_shards/total").asInt(failed));
        }
    }
}
