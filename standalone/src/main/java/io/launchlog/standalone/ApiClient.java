package io.launchlog.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the API of an instance, as any client would. */
final class ApiClient implements AutoCloseable {

    static final String HEALTH_PATH = "/actuator/health";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String api;
    private final Grant grant;
    private final Wait wait;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param api such as {@code http://127.0.0.1:8080} */
    ApiClient(String api, Grant grant, Wait wait) {
        this.api = api;
        this.grant = grant;
        this.wait = wait;
    }

    /** Whether something that answers like Launchlog is there, healthy or not. */
    boolean isThere() throws InterruptedException {
        Answer health = get(HEALTH_PATH);
        return health.status() == 200 || health.status() == 503;
    }

    /**
     * Waits until all of the instance says that it is healthy and the API finds its indices.
     *
     * @return false when that did not happen within the patience
     */
    boolean awaitReady(Duration patience) throws InterruptedException {
        return wait.until(() -> answers(HEALTH_PATH) && answers(servicesPath()), patience);
    }

    /**
     * Waits until so many events of a service can be read.
     *
     * @param since those that occurred then or later; epoch milliseconds
     * @return false when there are fewer within the patience
     */
    boolean awaitEvents(String serviceId, long since, int count, Duration patience) throws InterruptedException {
        String path = eventsPath(serviceId) + "?limit=1&start_time=" + since;
        return wait.until(() -> totalOf(get(path)) >= count, patience);
    }

    private static long totalOf(Answer answer) {
        return answer.status() == 200 && answer.body() != null
                ? JsonMapper.shared()
                        .readTree(answer.body())
                        .path("total_count")
                        .asLong(0)
                : 0;
    }

    /** A service that has events; empty when the project has none. */
    Optional<String> anyService() throws InterruptedException {
        Answer services = get(servicesPath() + "?limit=1");
        if (services.status() != 200 || services.body() == null) {
            return Optional.empty();
        }
        JsonNode first = JsonMapper.shared().readTree(services.body()).at("/services/0/service_id");
        return first.isString() ? Optional.of(first.stringValue()) : Optional.empty();
    }

    /** A command line that shows the events of that service. */
    String curlEvents(String serviceId) {
        return curl(eventsPath(serviceId));
    }

    /** A command line that lists the services of the project. */
    String curlServices() {
        return curl(servicesPath());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private String servicesPath() {
        return "/v1/" + grant.project() + "/services";
    }

    private String eventsPath(String serviceId) {
        return servicesPath() + "/" + serviceId + "/events";
    }

    private String curl(String path) {
        return "curl -s -H " + quoted("X-Auth-Token: " + grant.token()) + " " + quoted(api + path);
    }

    /** For a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private boolean answers(String path) throws InterruptedException {
        return get(path).status() == 200;
    }

    /** An answer; status 0 when there was none. */
    private record Answer(int status, @Nullable String body) {}

    private Answer get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(TIMEOUT)
                .header("X-Auth-Token", grant.token())
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, null);
        }
    }
}
