package io.launchlog.faults.ledger;

import io.launchlog.faults.process.SearchApi;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The indices, read past alias and API. */
public final class IndexReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NO_SUCH_INDEX = "index_not_found_exception";
    private static final int PAGE = 5_000;
    private static final int ASKED_AT_ONCE = 1_000;

    private final SearchApi search;

    public IndexReader(SearchApi search) {
        this.search = search;
    }

    /** Every document of every index of events, whatever its generation. */
    public List<Stored> events() throws IOException {
        return events("*");
    }

    /** Every document of every index of events of a generation. */
    public List<Stored> events(Generation generation) throws IOException {
        return events(generation.label() + "-*");
    }

    private List<Stored> events(String pattern) throws IOException {
        List<Stored> stored = new ArrayList<>();
        forEach(IndexNames.EVENTS + "-" + pattern, hit -> {
            JsonNode source = hit.path("_source");
            stored.add(new Stored(
                    hit.path("_index").asString(""),
                    hit.path("_id").asString(""),
                    Content.identityIn(source),
                    Content.digestOf(source),
                    Row.of(source)));
        });
        return stored;
    }

    /** Every document of the index of services of a generation, as its id and a digest of its source. */
    public Set<String> services(Generation generation) throws IOException {
        Set<String> stored = new HashSet<>();
        forEach(
                IndexNames.SERVICES + "-" + generation.label(),
                hit -> stored.add(hit.path("_id").asString("") + " " + Content.digestOf(hit.path("_source"))));
        return stored;
    }

    private void forEach(String indices, Consumer<JsonNode> reader) throws IOException {
        search.call("POST", "/" + indices + "/_refresh", "");
        JsonNode page = search.call(
                "POST",
                "/" + indices + "/_search?scroll=2m&allow_partial_search_results=false",
                "{\"size\":%d,\"sort\":[\"_doc\"],\"query\":{\"match_all\":{}}}".formatted(PAGE));
        while (!page.path("hits").path("hits").isEmpty()) {
            page.path("hits").path("hits").forEach(reader);
            page = search.call("POST", "/_search/scroll", scroll(page));
        }
        search.call("DELETE", "/_search/scroll", "{\"scroll_id\":\"" + scrollId(page) + "\"}");
    }

    private static String scroll(JsonNode page) {
        return "{\"scroll\":\"2m\",\"scroll_id\":\"" + scrollId(page) + "\"}";
    }

    private static String scrollId(JsonNode page) {
        return page.path("_scroll_id").asString("");
    }

    /**
     * Those of the contents that are stored exactly so; sees every write, refreshed or not.
     *
     * @throws IOException when Elasticsearch does not tell all of them
     */
    public Set<Content> stored(List<Content> contents) throws IOException {
        Set<Content> found = new HashSet<>();
        for (int start = 0; start < contents.size(); start += ASKED_AT_ONCE) {
            List<Content> asked = contents.subList(start, Math.min(contents.size(), start + ASKED_AT_ONCE));
            JsonNode documents = search.call("POST", "/_mget", request(asked)).path("docs");
            for (int i = 0; i < asked.size(); i++) {
                JsonNode document = documents.path(i);
                String error = document.path("error").path("type").asString("");
                if (!error.isEmpty() && !error.equals(NO_SUCH_INDEX)) {
                    // A shard that is not there yet, say: nothing is known of its documents.
                    throw new IOException("Elasticsearch did not tell a document: " + error);
                }
                if (document.path("found").asBoolean(false)
                        && Content.digestOf(document.path("_source"))
                                .equals(asked.get(i).source())) {
                    found.add(asked.get(i));
                }
            }
        }
        return found;
    }

    private static String request(List<Content> asked) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode documents = request.putArray("docs");
        for (Content content : asked) {
            documents
                    .addObject()
                    .put("_index", content.index())
                    .put("_id", content.id())
                    .put("routing", content.routing());
        }
        return request.toString();
    }
}
