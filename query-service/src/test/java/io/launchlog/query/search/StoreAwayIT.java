package io.launchlog.query.search;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see while Elasticsearch is away, slow, empty or busy. */
class StoreAwayIT {

    private static final String EVENTS = "/v1/away/services/one/events";
    private static final String TOKEN = "launchlog.auth.static.t=away";

    @Test
    void anEmptyElasticsearchKnowsNoServiceAndARestartIsSurvived(@TempDir Path directory) {
        TestStore store = TestStore.start(directory, 0).withTemplates();
        int port = store.port();
        try (TestServer server = TestServer.start(store.address(), List.of(), TOKEN)) {
            assertError(get(server, EVENTS), 404, "3502", "Service one does not exist.");
            assertError(get(server, EVENTS + "?offset=5000"), 404, "3502", "Service one does not exist.");
            assertThat(get(server, "/v1/away/services?offset=5000").body()).contains("\"total_count\":0");

            store.index(
                    List.of(TestEvents.event(new ServiceKey("away", "one"), "1").build()));
            assertThat(get(server, EVENTS).statusCode()).isEqualTo(200);
            assertThat(get(server, "/actuator/health").statusCode()).isEqualTo(200);

            store.close();
            for (String path : List.of(EVENTS, EVENTS + "?offset=5000", "/v1/away/services", "/v1/away/services/one")) {
                HttpResponse<String> response = get(server, path);
                assertError(response, 503, "4302", "The event store cannot be reached.");
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(get(server, "/actuator/health").statusCode()).isEqualTo(503);

            try (TestStore again = TestStore.start(directory, port)) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(get(server, EVENTS).statusCode()).isEqualTo(200));
            }
        }
    }

    @Test
    void anElasticsearchThatDoesNotAnswerIs4503AndTooManyWaitingAre6101() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestServer server = TestServer.start(
                        "http://127.0.0.1:" + silent.getLocalPort(),
                        List.of(),
                        TOKEN,
                        "launchlog.query.deadline=10s",
                        "launchlog.query.max-concurrent-searches=1",
                        "launchlog.query.longest-wait=10ms")) {
            CompletableFuture<HttpResponse<String>> other = CompletableFuture.supplyAsync(() -> get(server, EVENTS));
            HttpResponse<String> one = get(server, "/v1/away/services");

            // Whichever came first waits for Elasticsearch, and is in the other one's way.
            List<HttpResponse<String>> both = Stream.of(one, other.join())
                    .sorted(Comparator.comparingInt(HttpResponse::statusCode))
                    .toList();
            assertError(both.getFirst(), 429, "6101", "Too many requests.");
            assertThat(both.getFirst().headers().firstValue("Retry-After")).isPresent();
            assertError(both.getLast(), 504, "4503", "The event store did not answer in time.");
        }
    }

    private static HttpResponse<String> get(TestServer server, String path) {
        return server.get(path, "X-Auth-Token", "t");
    }
}
