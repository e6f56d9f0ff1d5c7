package io.launchlog.query.access;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

    @Test
    void a_method_that_is_not_allowed_there_is_named_with_those_that_are() throws Exception {
        try (TestServer server = TestServer.start(TestStore.shared().address(), List.of(), "management.server.port=0");
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.managementPort() + "/actuator/health"))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertError(answer, 405, "2803", "The method DELETE is not allowed here. Allowed: GET.");
            assertThat(answer.headers().firstValue("Allow")).contains("GET");
        }
    }

    @Test
    void a_question_about_the_whole_server_is_answered_there_as_on_the_port_of_the_api() throws Exception {
        try (TestServer server = TestServer.start(TestStore.shared().address(), List.of(), "management.server.port=0");
                Socket client = new Socket("127.0.0.1", server.managementPort())) {
            client.getOutputStream()
                    .write("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 204")
                    .contains("\r\nAllow: GET, HEAD, OPTIONS\r\n")
                    .contains("\r\nX-Request-Id: ");
        }
    }
}
