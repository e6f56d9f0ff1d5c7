package io.launchlog.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is written down of a request, and the headers of every answer. */
class AccessLogIT {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("launchlog.access");
    private static final String EVENTS = "/v1/access/services/known/events";
    private static TestServer server;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeAll
    static void start() {
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(new ServiceKey("access", "known"), "1").build(),
                        TestEvents.event(new ServiceKey("access", "known"), "2").build()));
        server = TestServer.start(
                TestStore.shared().address(), List.of(), "launchlog.auth.static.a-secret-token=access");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.INFO);
        lines.start();
        LOG.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(lines);
        LOG.setLevel(null);
    }

    @Test
    void a_page_is_written_down_with_request_id_project_hits_and_without_its_token() {
        server.get(EVENTS + "?limit=1", "X-Auth-Token", "a-secret-token", "X-Request-Id", "mine-1");

        ILoggingEvent line = line();
        assertThat(line.getFormattedMessage()).startsWith("GET " + EVENTS + " 200 in ");
        assertThat(values(line))
                .containsEntry("http.request.id", "mine-1")
                .containsEntry("http.request.method", "GET")
                .containsEntry("url.path", EVENTS)
                .containsEntry("url.query", "limit=1")
                .containsEntry("http.response.status_code", 200)
                .containsEntry("cloud.project.id", "access")
                .containsEntry("launchlog.hits", 2L)
                .containsKeys("event.duration", "http.response.body.bytes", "client.address");
        assertThat(line.getFormattedMessage() + values(line)).doesNotContain("a-secret-token");
    }

    @Test
    void a_list_of_services_tells_its_hits_too() {
        server.get("/v1/access/services", "X-Auth-Token", "a-secret-token");
        assertThat(values(line())).containsEntry("launchlog.hits", 1L);
    }

    @Test
    void what_is_refused_is_written_down_without_hits() {
        server.get(EVENTS, "X-Auth-Token", "a-wrong-secret");
        ILoggingEvent line = line();
        assertThat(values(line)).containsEntry("http.response.status_code", 401).doesNotContainKey("launchlog.hits");
        assertThat(line.getFormattedMessage() + values(line)).doesNotContain("a-wrong-secret");
    }

    @Test
    void a_long_path_is_cut() {
        server.get("/v1/" + "a".repeat(5_000) + "/services");
        assertThat(line().getFormattedMessage().length()).isLessThan(600);
    }

    @Test
    void every_answer_has_the_headers_that_keep_browsers_from_guessing() {
        for (String path : List.of(EVENTS, "/unknown", "/actuator/health")) {
            var headers = server.send(server.request(path).method("GET", HttpRequest.BodyPublishers.noBody()))
                    .headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.allValues("Cache-Control")).containsExactly("private, no-cache");
            assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    private ILoggingEvent line() {
        // It is written when the answer is on its way.
        await().until(() -> !lines.list.isEmpty());
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst();
    }

    private static Map<String, Object> values(ILoggingEvent line) {
        Map<String, Object> values = new HashMap<>();
        line.getKeyValuePairs().forEach(pair -> values.put(pair.key, pair.value));
        return values;
    }
}
