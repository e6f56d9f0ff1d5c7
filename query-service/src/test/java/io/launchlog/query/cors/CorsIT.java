package io.launchlog.query.cors;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of other origins read nothing, unless their origin is configured. */
class CorsIT {

    private static final String EVENTS = "/v1/cors/services/known/events";
    private static final String CONSOLE = "https://console.example.com";
    private static final String TOKEN = "launchlog.auth.static.t=cors";
    private static TestServer off;
    private static TestServer on;

    @BeforeAll
    static void start() {
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(new ServiceKey("cors", "known"), "1").build()));
        String store = TestStore.shared().address();
        off = TestServer.start(store, List.of(), TOKEN);
        on = TestServer.start(
                store, List.of(), TOKEN, "launchlog.query.cors.allowed-origins=" + CONSOLE + ",http://localhost:3000");
    }

    @AfterAll
    static void stop() {
        off.close();
        on.close();
    }

    @Test
    void no_answer_speaks_of_other_origins_unless_configured() {
        for (HttpResponse<String> answer : List.of(
                off.get(EVENTS, "X-Auth-Token", "t", "Origin", CONSOLE),
                off.get(EVENTS, "Origin", CONSOLE),
                preflight(off, EVENTS, CONSOLE, "GET", "x-auth-token"))) {
            assertThat(namesOf(answer)).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.headers().allValues("Vary"))
                    .noneMatch(vary -> vary.toLowerCase(Locale.ROOT).contains("origin"));
        }
    }

    @Test
    void a_preflight_is_answered_as_options_is_without_a_token() {
        HttpResponse<String> answer = preflight(on, EVENTS, CONSOLE, "GET", "x-auth-token,if-none-match");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CONSOLE);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET,HEAD");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("x-auth-token, if-none-match");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("1800");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void an_answer_can_be_read_with_its_validator_and_request_id() {
        HttpResponse<String> answer = on.get(EVENTS, "X-Auth-Token", "t", "Origin", CONSOLE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CONSOLE);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("ETag, X-Request-Id, Retry-After");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = on.get(EVENTS, "X-Auth-Token", "t", "Origin", CONSOLE, "If-None-Match", etag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(CONSOLE);
    }

    @Test
    void an_error_can_be_read_too() {
        HttpResponse<String> answer = on.get(EVENTS, "Origin", CONSOLE);
        assertError(answer, 401, "0201", "");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CONSOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "https://console.example.com.evil.com",
                "http://console.example.com",
                "https://console.example.com:8443",
                "null",
                "*",
                "garbage",
                "http://[",
                "https://console.example.com https://evil.example.com"
            })
    void another_origin_is_answered_as_if_there_were_no_such_headers(String origin) {
        HttpResponse<String> answer = on.get(EVENTS, "X-Auth-Token", "t", "Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(namesOf(answer)).noneMatch(name -> name.startsWith("access-control-"));
        HttpResponse<String> preflight = preflight(on, EVENTS, origin, "GET", "x-auth-token");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(namesOf(preflight)).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void nothing_but_reading_with_known_headers_is_allowed() {
        for (HttpResponse<String> answer : List.of(
                preflight(on, EVENTS, CONSOLE, "POST", "x-auth-token"),
                preflight(on, EVENTS, CONSOLE, "DELETE", "x-auth-token"),
                preflight(on, EVENTS, CONSOLE, "GET", "x-anything"))) {
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(namesOf(answer)).noneMatch(name -> name.startsWith("access-control-"));
        }
        assertError(preflight(on, "/nowhere", CONSOLE, "GET", "x-auth-token"), 404, "2836", "");
        assertError(preflight(on, "/v1/cors/nowhere", CONSOLE, "GET", "x-auth-token"), 404, "2836", "");
    }

    private static HttpResponse<String> preflight(
            TestServer server, String path, String origin, String method, String headers) {
        return server.send(server.request(path)
                .headers(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        headers)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private static List<String> namesOf(HttpResponse<?> response) {
        return response.headers().map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
