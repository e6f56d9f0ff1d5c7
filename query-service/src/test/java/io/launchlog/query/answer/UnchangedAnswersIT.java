package io.launchlog.query.answer;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Who has an answer already is told so, and never wrongly. */
class UnchangedAnswersIT {

    private static final String TOKEN = "X-Auth-Token";
    private static final String KNOWN_ETAG = "If-None-Match";
    private static final String EVENTS = "/v1/unchanged/services/known/events";
    private static final long T = 1_790_000_000_000L;
    private static TestServer server;
    private static TestServer another;

    @BeforeAll
    static void start() {
        TestStore.shared()
                .index(Stream.concat(
                                events("unchanged", "known", 10),
                                Stream.concat(
                                        events("unchanged", "growing", 3),
                                        Stream.concat(
                                                events("unchanged", "renamed", 3),
                                                events("unchanged-other", "known", 9))))
                        .toList());
        server = start("launchlog.query.result-window=10000");
        another = start("launchlog.query.result-window=4");
    }

    @AfterAll
    static void stop() {
        server.close();
        another.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVENTS,
                EVENTS + "?limit=2&offset=1&order=asc",
                EVENTS + "?limit=2&offset=1000",
                EVENTS + "?event_type=abnormal",
                "/v1/unchanged/services",
                "/v1/unchanged/services?limit=1",
                "/v1/unchanged/services/known"
            })
    void an_answer_that_has_not_changed_is_304_without_a_body(String path) {
        HttpResponse<String> first = get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        HttpResponse<String> second = get(path, KNOWN_ETAG, etagOf(first));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("Content-Type")).isEmpty();
        assertThat(second.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(etagOf(second)).isEqualTo(etagOf(first));
        assertThat(second.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(vary(first.headers()))
                .contains("x-auth-token", "accept-encoding")
                .isEqualTo(vary(second.headers()));
    }

    @Test
    void head_answers_as_get_without_a_body() {
        HttpResponse<String> get = get(EVENTS);
        HttpResponse<String> head = server.send(server.request(EVENTS).HEAD().header(TOKEN, "t"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : List.of("ETag", "Content-Type", "Content-Length", "Cache-Control")) {
            assertThat(head.headers().allValues(header))
                    .as(header)
                    .hasSize(1)
                    .isEqualTo(get.headers().allValues(header));
        }
        HttpResponse<String> again =
                server.send(server.request(EVENTS).HEAD().headers(TOKEN, "t", KNOWN_ETAG, etagOf(get)));
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void a_new_event_is_a_new_answer_on_every_page_as_the_total_is_on_it() {
        String page = "/v1/unchanged/services/growing/events?limit=1&order=asc";
        String before = etagOf(get(page));
        TestStore.shared()
                .index(List.of(TestEvents.event(new ServiceKey("unchanged", "growing"), "late")
                        .occurTime(T + 1_000)
                        .build()));
        HttpResponse<String> after = get(page, KNOWN_ETAG, before);
        assertThat(Answer.ok(after).total()).isEqualTo(4);
        assertThat(etagOf(after)).isNotEqualTo(before);
    }

    @Test
    void a_service_with_another_name_is_a_new_answer_with_the_same_events() {
        String page = "/v1/unchanged/services/renamed/events?end_time=" + (T + 100);
        String before = etagOf(get(page));
        TestStore.shared()
                .index(List.of(TestEvents.event(new ServiceKey("unchanged", "renamed"), "renamed")
                        .serviceName("another name")
                        .occurTime(T + 1_000)
                        .build()));
        Answer after = Answer.ok(get(page, KNOWN_ETAG, before));
        assertThat(after.body().get("service_name").asString()).isEqualTo("another name");
        assertThat(after.total()).isEqualTo(3);
    }

    @Test
    void another_question_is_not_answered_by_what_the_caller_has() {
        String known = etagOf(get(EVENTS));
        for (String query : List.of("?limit=2", "?order=asc", "?offset=1", "?event_type=abnormal", "?end_time=1")) {
            assertThat(get(EVENTS + query, KNOWN_ETAG, known).statusCode())
                    .as(query)
                    .isEqualTo(200);
        }
        assertThat(server.get("/v1/unchanged-other/services/known/events", TOKEN, "other", KNOWN_ETAG, known)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_instance_knows_the_answers_of_the_others_also_behind_the_window() {
        for (String page : List.of(EVENTS, EVENTS + "?limit=3&offset=2", "/v1/unchanged/services?limit=3&offset=1")) {
            assertThat(another.get(page, TOKEN, "t", KNOWN_ETAG, etagOf(get(page)))
                            .statusCode())
                    .as(page)
                    .isEqualTo(304);
        }
    }

    @Test
    void a_compressed_answer_has_the_same_validator() {
        String plain = etagOf(get(EVENTS));
        HttpResponse<String> compressed = get(EVENTS, "Accept-Encoding", "gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(etagOf(compressed)).isEqualTo(plain);
        assertThat(get(EVENTS, "Accept-Encoding", "gzip", KNOWN_ETAG, plain).statusCode())
                .isEqualTo(304);
    }

    @Test
    void one_of_several_is_enough_and_weakness_does_not_count() {
        String known = etagOf(get(EVENTS));
        String strong = known.substring("W/".length());
        assertThat(get(EVENTS, KNOWN_ETAG, "\"a\", W/\"b,c\", " + known).statusCode())
                .isEqualTo(304);
        assertThat(get(EVENTS, KNOWN_ETAG, "\"a\"", KNOWN_ETAG, known).statusCode())
                .isEqualTo(304);
        assertThat(get(EVENTS, KNOWN_ETAG, strong).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"", "W/", "W/\"\"", "\"\"", "garbage", ",,,", "\"a", "\u00ff"})
    void what_names_no_answer_that_we_gave_is_answered_in_full(String text) {
        Answer.ok(get(EVENTS, KNOWN_ETAG, text));
    }

    @Test
    void who_may_not_read_is_told_that_and_nothing_else() {
        String known = etagOf(get(EVENTS));
        assertError(server.get(EVENTS, KNOWN_ETAG, known), 401, "0201", "");
        assertError(server.get(EVENTS, TOKEN, "nobody", KNOWN_ETAG, known), 401, "0203", "");
        assertError(server.get(EVENTS, TOKEN, "other", KNOWN_ETAG, known), 403, "0210", "");
        assertError(get(EVENTS + "?limit=0", KNOWN_ETAG, known), 400, "0107", "");
        assertError(get("/v1/unchanged/services/unknown/events", KNOWN_ETAG, known), 404, "3502", "");
    }

    @Test
    void an_error_has_no_validator() {
        for (HttpResponse<String> error : List.of(server.get(EVENTS), get(EVENTS + "?limit=0"), get("/nowhere"))) {
            assertThat(error.headers().firstValue("ETag")).isEmpty();
        }
    }

    @Test
    void a_page_too_large_to_be_kept_back_is_answered_in_full_without_a_validator() {
        ServiceKey large = new ServiceKey("unchanged", "large");
        TestStore.shared()
                .index(IntStream.range(0, 50)
                        .mapToObj(i -> TestEvents.event(large, "e" + i)
                                .eventInfo("x".repeat(8_000))
                                .build())
                        .toList());
        String page = "/v1/unchanged/services/large/events";
        HttpResponse<String> response = get(page, KNOWN_ETAG, "*");
        assertThat(Answer.ok(response).count()).isEqualTo(50);
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(get(page + "?limit=20").headers().firstValue("ETag")).isPresent();
    }

    @Test
    void unchanged_answers_are_counted() {
        double before = countOfUnchanged();
        get(EVENTS, KNOWN_ETAG, etagOf(get(EVENTS)));
        await().untilAsserted(() -> assertThat(countOfUnchanged()).isEqualTo(before + 1));
    }

    /** As Spring Boot counts requests, by their status. */
    private static double countOfUnchanged() {
        HttpResponse<String> metric = server.get("/actuator/metrics/http.server.requests?tag=status:304");
        return metric.statusCode() == 404
                ? 0
                : new JsonMapper()
                        .readTree(metric.body())
                        .get("measurements")
                        .get(0)
                        .get("value")
                        .asDouble();
    }

    private static Stream<ServiceEvent> events(String project, String service, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestEvents.event(new ServiceKey(project, service), "e" + i)
                        .eventInfo("event " + i)
                        .occurTime(T + i)
                        .build());
    }

    private static TestServer start(String property) {
        return TestServer.start(
                TestStore.shared().address(),
                List.of(),
                "launchlog.auth.static.t=unchanged",
                "launchlog.auth.static.other=unchanged-other",
                property);
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return server.get(
                path, Stream.concat(Stream.of(TOKEN, "t"), Stream.of(headers)).toArray(String[]::new));
    }

    private static String etagOf(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static Set<String> vary(HttpHeaders headers) {
        Set<String> names = new TreeSet<>();
        for (String line : headers.allValues("Vary")) {
            for (String name : line.split(",")) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
