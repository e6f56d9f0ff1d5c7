package io.launchlog.faults.process;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Elasticsearch as the suite itself asks it, past the proxy. May be shared by threads. */
public final class SearchApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> addresses;

    /** @param addresses such as {@code http://127.0.0.1:9200}; the first that takes a connection is asked */
    public SearchApi(List<String> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /**
     * Sends a request with a JSON body.
     *
     * @param body empty for none
     * @return the answer's body
     * @throws IOException without an answer, or with one that is no success
     */
    public JsonNode call(String method, String path, String body) throws IOException {
        ConnectException away = null;
        for (String address : addresses) {
            try {
                return call(address, method, path, body);
            } catch (ConnectException e) {
                away = e;
            }
        }
        throw away == null ? new IOException("There is no Elasticsearch") : away;
    }

    private JsonNode call(String address, String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + " answered " + response.statusCode() + " "
                        + response.body()
                                .substring(0, Math.min(500, response.body().length())));
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** The names of the indices that match the pattern, hidden ones too; none is no error. */
    public List<String> indices(String pattern) throws IOException {
        List<String> names = new ArrayList<>();
        call("GET", "/_resolve/index/" + pattern + "?expand_wildcards=all", "")
                .path("indices")
                .forEach(index -> names.add(index.path("name").asString()));
        return names;
    }

    /** Whether an alias leads somewhere. */
    public boolean isAlias(String alias) throws IOException {
        return !call("GET", "/_cat/aliases/" + alias + "?format=json", "").isEmpty();
    }

    /** Makes all indices and templates of Launchlog go away, so that the next run begins with none. */
    public void deleteAll() throws IOException {
        for (String index : indices("launchlog-*")) {
            call("DELETE", "/" + index, "");
        }
        var _ = deleteTemplates();
    }

    /** Makes all templates of Launchlog go away; returns how many there were. */
    public int deleteTemplates() throws IOException {
        int deleted = 0;
        for (JsonNode template : call("GET", "/_index_template", "").path("index_templates")) {
            String name = template.path("name").asString("");
            if (name.startsWith("launchlog-")) {
                call("DELETE", "/_index_template/" + name, "");
                deleted++;
            }
        }
        return deleted;
    }

    @Override
    public void close() {
        client.close();
    }
}
