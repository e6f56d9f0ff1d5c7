package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What command-line and SDK clients of the reference API send (contract section 3), as they send it. */
class ReferenceClientsIT {

    private static final String SERVICES = "/v1/clients/services";
    /** As long as those of an identity service that puts its catalogue into them. */
    private static final String TOKEN = "MIIe".repeat(4000);

    private static TestServer server;

    @BeforeAll
    static void start() {
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(new ServiceKey("clients", "a-1"), "1")
                                .serviceName("resnet")
                                .build(),
                        TestEvents.event(new ServiceKey("clients", "a-1"), "2")
                                .serviceName("resnet")
                                // Worth being compressed.
                                .eventInfo("pulling layer ".repeat(20))
                                .build(),
                        TestEvents.event(new ServiceKey("clients", "b-2"), "3")
                                .serviceName("resnet-50")
                                .build()));
        server = TestServer.start(
                TestStore.shared().address(), List.of(), "launchlog.auth.static.[" + TOKEN + "]=clients");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_command_line_client_resolves_a_name_and_then_shows_its_events() {
        JsonNode found = JsonMapper.shared()
                .readTree(server.send(commandLine(SERVICES + "?workspace_id=0&service_name=resnet&offset=0&limit=100"))
                        .body());
        assertThat(found.path("total_count").asInt()).isEqualTo(1);
        String id = found.at("/services/0/service_id").asString();
        assertThat(id).isEqualTo("a-1");

        HttpResponse<String> shown = server.send(commandLine(SERVICES + "/" + id + "?workspace_id=0"));
        assertThat(JsonMapper.shared()
                        .readTree(shown.body())
                        .path("service_name")
                        .asString())
                .isEqualTo("resnet");

        Answer events = Answer.ok(server.send(commandLine(
                SERVICES + "/" + id + "/events?workspace_id=0&offset=0&limit=10&sort_by=occur_time&order=desc")));
        assertThat(events.total()).isEqualTo(2);
        assertThat(events.count()).isEqualTo(2);
    }

    @Test
    void an_sdk_names_its_project_twice_and_takes_compressed_answers() throws Exception {
        HttpRequest.Builder request = server.request(SERVICES + "/a-1/events?limit=1000&start_time=0")
                .headers(
                        "Content-Type", "application/json;charset=UTF-8",
                        "Accept", "application/json",
                        "Accept-Encoding", "gzip, deflate, br",
                        "User-Agent", "an-sdk-python/3.1 (region)",
                        "X-Project-Id", "clients",
                        "X-Sdk-Date", "20261128T120000Z",
                        "X-Language", "en-us",
                        "X-Auth-Token", TOKEN);

        HttpResponse<byte[]> answer = server.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"total_count\":2");
        }
    }

    private static HttpRequest.Builder commandLine(String path) {
        return server.request(path)
                .headers(
                        "Content-Type", "application/json",
                        "Accept", "*/*",
                        "User-Agent", "python-requests/2.32.3",
                        "X-Auth-Token", TOKEN);
    }
}
