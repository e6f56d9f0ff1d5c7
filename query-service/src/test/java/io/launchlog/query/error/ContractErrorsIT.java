package io.launchlog.query.error;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.auth.TokenVerifier;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Every row of the errors in contract section 3, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class ContractErrorsIT {

    private static final String EVENTS = "/v1/errors/services/known/events";
    private static final AtomicInteger LONGEST_ASKED = new AtomicInteger();
    private static TestServer server;

    /** Knows the verdicts that static tokens cannot have. */
    @Configuration(proxyBeanMethods = false)
    static class Verdicts {

        @Bean
        @Primary
        TokenVerifier testVerdicts() {
            return token -> {
                LONGEST_ASKED.accumulateAndGet(token.length(), Math::max);
                return verdict(token);
            };
        }

        private static TokenVerdict verdict(String token) {
            return switch (token) {
                case "good" -> new TokenVerdict.Granted("errors");
                case "other" -> new TokenVerdict.Granted("other");
                case "expired" -> new TokenVerdict.Expired();
                case "unscoped" -> new TokenVerdict.WithoutProject();
                case "guest" -> new TokenVerdict.RoleMayNotRead();
                case "away" -> new TokenVerdict.Unavailable();
                case "slow" -> new TokenVerdict.TooSlow();
                case "crowded" -> new TokenVerdict.TooMany();
                case "bug" -> throw new IllegalStateException("a bug with the secret " + token);
                default -> new TokenVerdict.Invalid();
            };
        }
    }

    @BeforeAll
    static void start() {
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(new ServiceKey("errors", "known"), "1").build(),
                        TestEvents.event(new ServiceKey("other", "theirs"), "1").build()));
        server = TestServer.start(TestStore.shared().address(), List.of(Verdicts.class));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aGoodTokenReadsItsProject() {
        assertThat(server.get(EVENTS, "X-Auth-Token", "good").statusCode()).isEqualTo(200);
    }

    @Test
    void noTokenIs0201() {
        assertError(server.get(EVENTS), 401, "0201", "Token doesn't exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankTokenIs0201(String token) {
        assertError(server.get(EVENTS, "X-Auth-Token", token), 401, "0201", "Token doesn't exist.");
    }

    @Test
    void twoTokensAre0203() {
        assertError(server.get(EVENTS, "X-Auth-Token", "good", "X-Auth-Token", "good"), 401, "0203", "Invalid token.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expired  | 401 | 0202 | Invalid token header because the token has expired.
            garbage  | 401 | 0203 | Invalid token.
            unscoped | 401 | 0212 | The token does not belong to a project.
            other    | 403 | 0210 | The project id in the request URL does not match the token.
            guest    | 403 | 0108 | The roles of the token do not allow reading.
            away     | 503 | 4302 | The identity service cannot be reached.
            slow     | 504 | 4503 | The identity service did not answer in time.
            crowded  | 429 | 6101 | Too many requests. Try again later.
            bug      | 500 | 0010 | Internal error.
            """)
    void aTokenIsAnsweredByItsVerdict(String token, int status, String code, String message) {
        HttpResponse<String> response = server.get(EVENTS, "X-Auth-Token", token);
        assertError(response, status, code, message);
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503 || status == 429);
        assertThat(response.body()).doesNotContain("secret", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "theirs",
                "a%20b",
                "..",
                ".",
                "%2e%2e",
                "known;a=b",
                "known%3B",
                "a%5Cb",
                "%7B%7D",
                "{}"
            })
    void aServiceThatIsNotThereIs3502(String id) {
        String path = "/v1/errors/services/" + id + "/events";
        String answer = raw("GET " + path + " HTTP/1.1", "X-Auth-Token: good");
        assertRawError(answer, 404, "3502", "Service ");
        assertThat(answer).contains("does not exist.");
        assertRawError(
                raw("GET /v1/errors/services/" + id + " HTTP/1.1", "X-Auth-Token: good"), 404, "3502", "Service");
    }

    @Test
    void anIdThatIsTooLongIs3502AndShownInPart() {
        HttpResponse<String> response =
                server.get("/v1/errors/services/" + "a".repeat(500) + "/events", "X-Auth-Token", "good");
        assertError(response, 404, "3502", "Service " + "a".repeat(64) + "... (500 characters) does not exist.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v2/errors/services/known/events",
                "/v1/errors/services/known/events/",
                "/v1/errors/services/known/events/1",
                "/v1/errors//services/known/events",
                "//v1/errors/services/known/events",
                "/v1/errors/services/a%2Fb/events",
                "/v1/errors/services/a%2fb",
                "/v1/errors/services/",
                "/v1/errors/services/known/",
                "/v1/errors/services/known/logs",
                "/v1/errors/Services",
                "/error",
                "/favicon.ico",
                "/actuator/nothing",
                "/v1;x=y/errors/services",
                "/v1/errors/services;x=1",
                "/%761/errors/services",
                "/v1/errors/%73ervices",
                "/v1/errors/services/known/events;x",
                "/actuator/../v1/errors/services",
                "/%61ctuator/health"
            })
    void aPathThatIsNotThereIs2836WithoutATokenToo(String path) {
        assertRawError(raw("GET " + path + " HTTP/1.1"), 404, "2836", "The API does not exist.");
        assertRawError(raw("POST " + path + " HTTP/1.1", "Content-Length: 0"), 404, "2836", "The API does not exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO", "get"})
    void aMethodThatIsNotThereIs2803WithAllow(String method) {
        String answer = raw(method + " " + EVENTS + " HTTP/1.1", "Content-Length: 0");
        assertRawError(answer, 405, "2803", "The method " + method + " is not allowed here.");
        assertThat(answer).contains("Allow: GET, HEAD, OPTIONS");
    }

    @Test
    void theEndpointsForOperationAnswerBesideTheApi() {
        assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenInAHeaderThatCannotBeReadIsNotLogged(CapturedOutput output) {
        // One of its own, as Tomcat complains only once; it logs as a server does, the tests only warnings.
        try (TestServer logging =
                TestServer.start(TestStore.shared().address(), List.of(), "logging.level.org.apache.coyote=INFO")) {
            RawRequest.send(logging.port(), "GET " + EVENTS + " HTTP/1.1", "X-Auth-Token : TOPSECRET");
        }
        assertThat(output.getAll()).doesNotContain("TOPSECRET");
    }

    @Test
    void theChecksGoInTheirOrder() {
        assertRawError(raw("POST /nowhere HTTP/1.1", "Content-Length: 0"), 404, "2836", "");
        assertRawError(raw("POST " + EVENTS + "?limit=0 HTTP/1.1", "Content-Length: 0"), 405, "2803", "");
        assertError(server.get(EVENTS + "?limit=0"), 401, "0201", "");
        assertError(server.get(EVENTS + "?limit=0", "X-Auth-Token", "other"), 403, "0210", "");
        assertError(server.get("/v1/errors/services/unknown/events?limit=0", "X-Auth-Token", "good"), 400, "0107", "");
        assertError(server.get("/v1/errors/services/unknown/events", "X-Auth-Token", "good"), 404, "3502", "");
        assertError(server.get("/v1/a%20b/services/unknown/events", "X-Auth-Token", "good"), 403, "0210", "");
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        HttpRequest.Builder head = server.request(EVENTS).HEAD();
        HttpResponse<String> unauthenticated = server.send(head);
        assertThat(unauthenticated.statusCode()).isEqualTo(401);
        assertThat(unauthenticated.body()).isEmpty();
        HttpResponse<String> answer = server.send(server.request(EVENTS).HEAD().header("X-Auth-Token", "good"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, "/v1/errors/services", "/v1/errors/services/known"})
    void optionsNeedsNoToken(String path) {
        HttpResponse<String> response =
                server.send(server.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void errorsAreJsonWhateverIsAccepted() {
        assertError(server.get(EVENTS, "Accept", "text/html"), 401, "0201", "");
        assertError(server.get("/nowhere", "Accept", "image/png"), 404, "2836", "");
        assertError(server.get(EVENTS, "Accept", "garbage"), 401, "0201", "");
        assertThat(server.get(EVENTS, "X-Auth-Token", "good", "Accept", "application/xml")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aContentTypeOnAGetIsTolerated() {
        for (String type : List.of(
                "application/json",
                "text/plain; charset=nope",
                "garbage",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=x")) {
            assertThat(server.get(EVENTS, "X-Auth-Token", "good", "Content-Type", type)
                            .statusCode())
                    .as(type)
                    .isEqualTo(200);
        }
    }

    @Test
    void theFormOfAMethodThatIsNotAllowedIsNotRead() {
        HttpRequest.Builder form = server.request(EVENTS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("PUT", HttpRequest.BodyPublishers.ofString("a=%zz"));
        assertError(server.send(form), 405, "2803", "");
    }

    @Test
    void aRequestIdIsTakenOverWhenItIsOne() {
        assertThat(idOf(server.get(EVENTS, "X-Request-Id", "req-1._A"))).isEqualTo("req-1._A");
        assertThat(idOf(server.get(EVENTS, "X-Request-Id", "a".repeat(64)))).isEqualTo("a".repeat(64));
        assertThat(idOf(server.get(EVENTS, "X-Request-Id", "a".repeat(65)))).isNotEqualTo("a".repeat(65));
        assertThat(idOf(server.get(EVENTS, "X-Request-Id", "a b"))).isNotEqualTo("a b");
        assertThat(idOf(server.get(EVENTS))).isNotEqualTo(idOf(server.get(EVENTS)));
        assertThat(raw("GET nonsense HTTP/1.1")).contains("X-Request-Id: ");
    }

    @Test
    void whatTheContainerRefusesCarriesTheErrorBodyToo() {
        assertRawError(raw("GET"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET nonsense HTTP/1.1"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET " + EVENTS + " HTTP/1.1 extra"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET " + EVENTS + "?a=\u0001 HTTP/1.1"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET /v1/%zz HTTP/1.1"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET /v1/errors/services/a%00b HTTP/1.1"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET /v1/x;a=b%%f0/services HTTP/1.1"), 400, "0107", "The request is invalid.");
        assertRawError(raw("G@T " + EVENTS + " HTTP/1.1"), 400, "0107", "The request is invalid.");
        assertRawError(raw("GET " + EVENTS + " HTTP/9.9"), 505, "0107", "The version of HTTP is not supported.");
        assertRawError(raw("GET " + EVENTS + " HTTP/1.1", "Transfer-Encoding: nope"), 501, "0107", "not supported");
        assertRawError(raw("CONNECT launchlog:443 HTTP/1.1"), 501, "0107", "not supported");
        assertRawError(raw("CONNECT " + EVENTS + " HTTP/1.1"), 501, "0107", "not supported");
        assertRawError(raw("GET " + EVENTS + " HTTP/1.1", "Expect: nope"), 417, "0107", "The request is invalid.");
        assertRawError(raw("GET " + EVENTS + " HTTP/1.1", "Host: second"), 400, "0107", "The request is invalid.");
    }

    @Test
    void headersBeyondTheirBoundAre431() {
        String[] headers = new String[5];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = "X-Filler-" + i + ": " + "a".repeat(32_000);
        }
        assertRawError(
                raw("GET " + EVENTS + " HTTP/1.1", headers), 431, "0107", "Its headers are too large or too many.");
    }

    @Test
    void moreHeadersThanAnyoneNeedsAre431() {
        String[] headers = new String[200];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = "X-Filler-" + i + ": a";
        }
        assertRawError(raw("GET " + EVENTS + " HTTP/1.1", headers), 431, "0107", "too many.");
    }

    @Test
    void aUrlBeyondItsBoundIs414() {
        assertRawError(
                raw("GET " + EVENTS + "?a=" + "a".repeat(200_000) + " HTTP/1.1"), 414, "0107", "Its URL is too long.");
    }

    @Test
    void moreParametersThanAnyoneNeedsAre0107() {
        String thousand = EVENTS + "?" + "a=1&".repeat(999) + "limit=1";
        assertThat(server.get(thousand, "X-Auth-Token", "good").statusCode()).isEqualTo(200);
        assertError(
                server.get(thousand + "&b=1", "X-Auth-Token", "good"),
                400,
                "0107",
                "It has more than 1000 parameters.");
        assertError(server.get(thousand + "&b=1"), 401, "0201", "");
        String ofOne = thousand.replace("/events?", "?") + "&b=1";
        assertError(server.get(ofOne, "X-Auth-Token", "good"), 400, "0107", "It has more than 1000 parameters.");
    }

    @Test
    void aTokenThatIsLongerThanAHeaderMayBeIs0203AndNobodyIsAskedAboutIt() {
        assertError(server.get(EVENTS, "X-Auth-Token", "a".repeat(32 * 1024 + 1)), 401, "0203", "Invalid token.");
        assertThat(LONGEST_ASKED).hasValueLessThanOrEqualTo(32 * 1024);
    }

    @Test
    void aBodyOnAGetIsPassedOverAndTheConnectionGoesOn() {
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", "text/html")) {
            HttpResponse<String> response = server.send(server.request(EVENTS)
                    .headers("X-Auth-Token", "good", "Content-Type", type)
                    .method("GET", HttpRequest.BodyPublishers.ofString("limit=0&event_type=none")));
            assertThat(response.statusCode()).as(type).isEqualTo(200);
        }
    }

    @Test
    void aBodyOfAnUnknownTypeIsAMethodThatIsNotThere() {
        assertRawError(
                raw("POST " + EVENTS + " HTTP/1.1", "Content-Type: text/nonsense", "Content-Length: 0"),
                405,
                "2803",
                "The method POST is not allowed here.");
    }

    @Test
    void longTokensAndHeadersPass() {
        HttpResponse<String> response =
                server.get(EVENTS, "X-Auth-Token", "a".repeat(32 * 1024), "X-Other", "b".repeat(32 * 1024 - 200));
        assertError(response, 401, "0203", "Invalid token.");
    }

    private static String idOf(HttpResponse<String> response) {
        return response.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static String raw(String requestLine, String... headers) {
        return RawRequest.send(server.port(), requestLine, headers);
    }

    private static void assertRawError(String answer, int status, String code, String message) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).contains("Content-Type: application/json").contains("X-Request-Id: ");
        assertThat(answer)
                .containsPattern("\r\n\r\n\\{\"error_code\":\"ModelArts\\." + code + "\",\"error_msg\":\"[^\"]*\"}$");
        assertThat(answer).contains(message).doesNotContain("Exception", "<html");
    }
}
