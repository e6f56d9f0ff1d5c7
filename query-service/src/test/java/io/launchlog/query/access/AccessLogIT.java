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
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
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
        // Filled by the server's threads.
        lines.list = new CopyOnWriteArrayList<>();
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
        get("page-1", EVENTS + "?limit=1", "a-secret-token");

        ILoggingEvent line = line("page-1");
        assertThat(line.getFormattedMessage())
                .matches("GET " + EVENTS + "\\?limit=1 200 in \\d+ ms, 2 hits, project access, request page-1");
        assertThat(values(line))
                .containsEntry("http.request.id", "page-1")
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
        get("list-1", "/v1/access/services", "a-secret-token");
        assertThat(values(line("list-1"))).containsEntry("launchlog.hits", 1L);
    }

    @Test
    void an_unchanged_page_is_written_down_as_such() {
        String etag = get("changed-1", EVENTS, "a-secret-token")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        server.get(EVENTS, "X-Auth-Token", "a-secret-token", "X-Request-Id", "unchanged-1", "If-None-Match", etag);
        assertThat(values(line("unchanged-1")))
                .containsEntry("http.response.status_code", 304)
                .containsEntry("http.response.body.bytes", 0L)
                .containsEntry("launchlog.hits", 2L);
    }

    @Test
    void what_is_refused_is_written_down_without_hits_and_its_project_as_one_that_was_asked_for() {
        get("refused-1", EVENTS, "a-wrong-secret");
        get("refused-2", "/v1/another/services", "a-secret-token");

        ILoggingEvent line = line("refused-1");
        assertThat(values(line))
                .containsEntry("http.response.status_code", 401)
                .containsEntry("launchlog.requested.project.id", "access")
                .doesNotContainKeys("launchlog.hits", "cloud.project.id");
        assertThat(line.getFormattedMessage()).doesNotContain("project access");
        assertThat(line.getFormattedMessage() + values(line)).doesNotContain("a-wrong-secret");
        assertThat(values(line("refused-2")))
                .containsEntry("http.response.status_code", 403)
                .containsEntry("launchlog.requested.project.id", "another")
                .doesNotContainKey("cloud.project.id");
    }

    @Test
    void of_the_query_only_what_the_contract_knows_is_written_down() {
        get(
                "query-1",
                EVENTS + "?X-Auth-Token=a-secret-token&limit=1&a-secret-token&offset=a%22b%E2%80%AE&=a-secret-token",
                "a-secret-token");
        ILoggingEvent line = line("query-1");
        assertThat(values(line)).containsEntry("url.query", "***&limit=1&***&offset=a%22b%E2%80%AE&***");
        assertThat(line.getFormattedMessage() + values(line)).doesNotContain("a-secret-token", "X-Auth");
    }

    @Test
    void no_path_and_no_project_forges_a_field() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream()
                    .write(("GET /v1/a%22%20b%E2%80%AEc/services/\"x\" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                    + "X-Request-Id: forged-1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).isNotEmpty();
        }
        ILoggingEvent line = line("forged-1");
        assertThat(values(line))
                .containsEntry("url.path", "/v1/a%22%20b%E2%80%AEc/services/?x?")
                .containsEntry("launchlog.requested.project.id", "a??b?c");
        assertThat(line.getFormattedMessage()).doesNotContain("\"", "\u202e");
    }

    @Test
    void a_question_about_the_whole_server_is_answered_and_written_down_like_one_about_a_path() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream()
                    .write(("OPTIONS * HTTP/1.1\r\nHost: x\r\nX-Request-Id: server-1\r\n\r\n"
                                    + "OPTIONS * HTTP/1.1\r\nHost: x\r\nHost: y\r\nX-Request-Id: server-2\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers)
                    .startsWith("HTTP/1.1 204")
                    .contains("\r\nAllow: GET, HEAD, OPTIONS\r\n")
                    .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                    .contains("\r\nX-Request-Id: server-1\r\n")
                    .contains("HTTP/1.1 400")
                    .endsWith("\"error_msg\":\"The request is invalid. It is malformed or not supported.\"}");
        }
        assertThat(values(line("server-1")))
                .containsEntry("http.request.method", "OPTIONS")
                .containsEntry("url.path", "*")
                .containsEntry("http.response.status_code", 204);
        assertThat(values(line("server-2")))
                .containsEntry("url.path", "*")
                .containsEntry("http.response.status_code", 400);
    }

    @Test
    void a_long_path_is_cut() {
        get("long-1", "/v1/" + "a".repeat(5_000) + "/services?limit=" + "1".repeat(5_000), "a-secret-token");
        assertThat(line("long-1").getFormattedMessage().length()).isLessThan(1_700);
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

    private static HttpResponse<String> get(String requestId, String path, String token) {
        return server.get(path, "X-Auth-Token", token, "X-Request-Id", requestId);
    }

    /** Of that request; others may come from what was asked before. */
    private ILoggingEvent line(String requestId) {
        AtomicReference<ILoggingEvent> found = new AtomicReference<>();
        // It is written when the answer is on its way.
        await().untilAsserted(() -> {
            List<ILoggingEvent> ofRequest = lines.list.stream()
                    .filter(line -> requestId.equals(values(line).get("http.request.id")))
                    .toList();
            assertThat(ofRequest).hasSize(1);
            found.set(ofRequest.getFirst());
        });
        return found.get();
    }

    private static Map<String, Object> values(ILoggingEvent line) {
        Map<String, Object> values = new HashMap<>();
        line.getKeyValuePairs().forEach(pair -> values.put(pair.key, pair.value));
        return values;
    }
}
