package io.launchlog.faults.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as its clients ask it. May be shared by threads. */
public final class QueryApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    QueryApi(String address) {
        this.address = address;
    }

    /**
     * An answer of any status.
     *
     * @param body a missing node when it is no JSON
     */
    public record Answer(int status, JsonNode body) {}

    /** The token of that project. */
    public static String tokenOf(String project) {
        return "token-of-" + project;
    }

    /**
     * Asks.
     *
     * @param caller the project whose token is shown
     * @param path with the query string
     * @throws IOException without a whole answer within a minute
     */
    public Answer get(String caller, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("X-Auth-Token", tokenOf(caller))
                .build();
        // The client's own time-out ends with the header of the answer.
        CompletableFuture<HttpResponse<String>> asked = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = asked.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return new Answer(response.statusCode(), json(response.body()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("Asking for " + path + " failed", e.getCause());
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new IOException("No whole answer to " + path + " after " + TIMEOUT.toSeconds() + " s", e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
