package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service asks Elasticsearch at its start, without any client. */
class WarmUpIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<ServiceEvent> EVENTS = List.of(
            TestEvents.event(new ServiceKey("warm", "one"), "1").build(),
            TestEvents.event(new ServiceKey("warm", "one"), "2")
                    .occurTime(1_790_000_500_000L)
                    .build());

    @Test
    void everyKindOfSearchIsAskedOnceThereIsAServiceAndNothingIsMadeBefore(@TempDir Path directory) {
        try (TestStore store = TestStore.start(directory, 0).withTemplates();
                TestServer server = TestServer.start(store.address(), List.of())) {
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(store.read("/_cat/indices")).isBlank();

            store.index(EVENTS);
            awaitHistogramsOf(store);
            JsonNode searches =
                    JSON.readTree(store.read("/launchlog-events/_stats/search")).at("/_all/primaries/search");
            assertThat(searches.get("query_total").asInt()).isPositive();
            assertThat(searches.get("fetch_total").asInt()).isPositive();
        }
    }

    @Test
    void theStartDoesNotWaitForElasticsearchAndWarmsUpWhenItIsBack(@TempDir Path directory) {
        int port;
        try (TestStore store = TestStore.start(directory, 0).withTemplates()) {
            store.index(EVENTS);
            port = store.port();
        }
        try (TestServer server = TestServer.start("http://127.0.0.1:" + port, List.of())) {
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            try (TestStore again = TestStore.start(directory, port)) {
                awaitHistogramsOf(again);
            }
        }
    }

    /** By time, and by type and time. */
    private static void awaitHistogramsOf(TestStore store) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode nodes = JSON.readTree(store.read("/_nodes/usage")).get("nodes");
            JsonNode aggregations = nodes.iterator().next().get("aggregations");
            assertThat(aggregations.at("/date_histogram/date").asInt()).isPositive();
            assertThat(aggregations.at("/filter").isMissingNode()).isFalse();
        });
    }
}
