package io.launchlog.benchmarks.store;

import io.launchlog.benchmarks.BenchmarkException;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the benchmarks ask of Elasticsearch beside what is measured. */
public final class SearchNode implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_REASON = 400;

    private final HttpCalls calls;

    public SearchNode(String address) {
        this.calls = new HttpCalls(address);
    }

    /** The connection, for what is measured. */
    public HttpCalls calls() {
        return calls;
    }

    /**
     * Sends JSON, or nothing when it is empty.
     *
     * @throws BenchmarkException unless the status is 200 or 201
     */
    public JsonNode request(String method, String path, String body) {
        ClassicRequestBuilder request = ClassicRequestBuilder.create(method).setUri(path);
        if (!body.isEmpty()) {
            request.setEntity(body, ContentType.APPLICATION_JSON);
        }
        HttpCalls.Answer answer = calls.send(request.build());
        String text = answer.body();
        if (answer.status() / 100 != 2) {
            throw new BenchmarkException(method + " " + path + " answered " + answer.status() + " "
                    + text.substring(0, Math.min(text.length(), LONGEST_REASON)));
        }
        return JSON.readTree(text);
    }

    /** The names of the indices behind an alias, in their order. */
    public List<String> indicesOf(String alias) {
        return request("GET", "/_alias/" + alias, "").propertyNames().stream()
                .sorted()
                .toList();
    }

    /** Makes an empty index of that name in the place of any that is there. */
    public void recreate(String index) {
        delete(index);
        request("PUT", "/" + index, "");
    }

    /** Empties the indices behind an alias, which leads to them afterwards too. */
    public void empty(String alias) {
        for (String index : indicesOf(alias)) {
            delete(index);
            request("PUT", "/" + index, "{\"aliases\": {\"" + alias + "\": {}}}");
        }
    }

    /** Deletes an index; it may be missing. */
    public void delete(String index) {
        request("DELETE", "/" + index + "?ignore_unavailable=true", "");
    }

    /** How many documents a search finds now. */
    public long count(String index) {
        request("POST", "/" + index + "/_refresh", "");
        return request("GET", "/" + index + "/_count", "").path("count").asLong();
    }

    /** Bytes of the index per document, with everything in one segment on the disk. */
    public double bytesPerDocument(String index) {
        long documents = count(index);
        request("POST", "/" + index + "/_forcemerge?max_num_segments=1&flush=true", "");
        request("POST", "/" + index + "/_flush?force=true&wait_if_ongoing=true", "");
        // Lets go of the segments that were merged.
        request("POST", "/" + index + "/_refresh", "");
        JsonNode primaries = request("GET", "/" + index + "/_stats/store,segments,docs", "")
                .path("_all")
                .path("primaries");
        if (primaries.path("segments").path("count").asInt() != 1
                || primaries.path("docs").path("count").asLong() != documents) {
            throw new BenchmarkException("The index " + index + " did not become one segment: " + primaries);
        }
        return primaries.path("store").path("size_in_bytes").asDouble() / documents;
    }

    @Override
    public void close() {
        calls.close();
    }
}
