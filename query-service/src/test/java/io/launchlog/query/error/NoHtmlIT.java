package io.launchlog.query.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer is a page that a browser would show, so that nothing that a caller writes can be in one. */
class NoHtmlIT {

    private static final String EVENTS = "/v1/no-html/services/known/events";
    private static final String SCRIPT = "%3Cscript%3Ealert(1)%3C/script%3E";

    private static final List<String> REQUESTS = List.of(
            "GET " + EVENTS,
            "HEAD " + EVENTS,
            "OPTIONS " + EVENTS,
            "OPTIONS *",
            "GET *",
            "GET " + EVENTS + "?order=<script>alert(1)</script>",
            "GET " + EVENTS + "?limit=0&limit=" + SCRIPT,
            "GET /v1/no-html/services",
            "GET /v1/no-html/services/known",
            "GET /v1/no-html/services/<script>",
            "GET /v1/no-html/services/%3Cscript%3E",
            "GET /" + SCRIPT,
            "GET /error",
            "GET /index.html",
            "GET /actuator/nothing/" + SCRIPT,
            "POST " + EVENTS,
            "TRACE " + EVENTS,
            "TRACE /actuator",
            "<SCRIPT> " + EVENTS,
            "SCRIPT " + EVENTS,
            "GET <script>",
            "GET /v1/%zz<script>");

    private static TestServer server;
    private static TestServer apart;

    @BeforeAll
    static void start() {
        TestStore.shared()
                .index(List.of(TestEvents.event(new ServiceKey("no-html", "known"), "1")
                        .eventInfo("<script>alert(1)</script>")
                        .build()));
        String store = TestStore.shared().address();
        server = TestServer.start(store, List.of(), "launchlog.auth.static.good=no-html");
        apart = TestServer.start(store, List.of(), "management.server.port=0");
    }

    @AfterAll
    static void stop() {
        server.close();
        apart.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/xhtml+xml",
                "text/*",
                "*/*",
                "<script>",
                ""
            })
    void no_answer_is_html_whatever_is_accepted(String accept) {
        for (String request : REQUESTS) {
            for (String token : List.of("good", "<script>")) {
                assertNoHtml(RawRequest.send(
                        server.port(), request + " HTTP/1.1", "X-Auth-Token: " + token, "Accept: " + accept));
            }
            assertNoHtml(RawRequest.send(apart.managementPort(), request + " HTTP/1.1", "Accept: " + accept));
        }
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/metrics", "/actuator/metrics/none")) {
            assertNoHtml(RawRequest.send(server.port(), "GET " + path + " HTTP/1.1", "Accept: " + accept));
            assertNoHtml(RawRequest.send(apart.managementPort(), "GET " + path + " HTTP/1.1", "Accept: " + accept));
        }
    }

    private static void assertNoHtml(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        int end = answer.indexOf("\r\n\r\n");
        assertThat(answer.substring(0, end).toLowerCase(Locale.ROOT))
                .contains("x-content-type-options: nosniff")
                .doesNotContain("html", "script");
        assertThat(answer.substring(end)).doesNotContainIgnoringCase("<html", "<!doctype");
    }
}
