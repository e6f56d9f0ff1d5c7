package io.launchlog.query.search;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Elasticsearch really stops searching for a request whose time is over. */
class CancelledSearchesIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String SEARCH = "indices:data/read/search";
    private static final List<ServiceEvent> EVENTS =
            List.of(TestEvents.event(new ServiceKey("cancelled", "one"), "1").build());
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void past_the_deadline_a_search_is_cancelled_that_would_go_on(@TempDir Path directory) {
        HeldSearches held = new HeldSearches();
        try (TestStore store =
                TestStore.start(directory, 0, List.of(held)).withTemplates().index(EVENTS)) {
            held.hold();
            try {
                CompletableFuture<String> patient =
                        CompletableFuture.supplyAsync(() -> store.post("/launchlog-events/_search", "{}"));
                await().atMost(LONG).until(() -> held.begun() == 1);

                try (TestServer server = TestServer.start(
                        store.address(),
                        List.of(),
                        "launchlog.auth.static.t=cancelled",
                        "launchlog.query.deadline=500ms")) {
                    // Again in case that Elasticsearch did not come to the search before the deadline.
                    await().atMost(LONG).until(() -> {
                        assertError(ask(server), 504, "4503", "did not answer in time.");
                        return held.begun() > 1;
                    });
                    await().atMost(LONG).until(() -> isThereOneSearchOfSomebodyElse(store));
                }

                assertThat(patient).as("one that nobody cancels").isNotDone();
                held.end();
                assertThat(patient.join()).contains("something happened");
            } finally {
                held.end();
            }
        }
    }

    private static HttpResponse<String> ask(TestServer server) {
        return server.get("/v1/cancelled/services/one/events", "X-Auth-Token", "t");
    }

    /** The service's own searches are in a task of several. */
    private static boolean isThereOneSearchOfSomebodyElse(TestStore store) {
        JsonNode tasks = JSON.readTree(store.read("/_tasks?actions=indices:data/read/*&group_by=parents"))
                .get("tasks");
        return tasks.size() == 1
                && tasks.iterator().next().get("action").asString().equals(SEARCH);
    }
}
