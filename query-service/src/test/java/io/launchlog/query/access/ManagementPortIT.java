package io.launchlog.query.access;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators look at is not where callers are. */
class ManagementPortIT {

    @Test
    void health_and_metrics_are_on_a_port_of_their_own() throws Exception {
        try (TestServer server = TestServer.start(TestStore.shared().address(), List.of(), "management.server.port=0");
                HttpClient http = HttpClient.newHttpClient()) {
            for (String path : List.of("/actuator/health", "/actuator/metrics", "/actuator")) {
                assertError(server.get(path), 404, "2836", "");
                URI there = URI.create("http://127.0.0.1:" + server.managementPort() + path);
                assertThat(http.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }
}
