package io.launchlog.embedded.elasticsearch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to the node as outsiders do. */
final class RestClient implements AutoCloseable {

    record Answer(int status, String body) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    RestClient(EmbeddedElasticsearch node) {
        this.address = node.httpAddress();
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer head(String path) {
        return call("HEAD", path, "");
    }

    Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    private Answer call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json")
                .header("accept-encoding", "gzip, zstd")
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (Exception e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
