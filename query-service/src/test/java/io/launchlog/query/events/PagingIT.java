package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.events.BruteForce.Question;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Totals, order and pages equal a brute-force model over random events: within the result window, behind one that is
 * lowered so that few events are enough, and behind the real one.
 */
class PagingIT {

    private static final long SEED = 20_261_123;
    private static final ServiceKey ONE = new ServiceKey("paging", "one");
    private static final ServiceKey TWO = new ServiceKey("paging", "two");
    private static final ServiceKey OTHERS = new ServiceKey("paging-other", "one");
    private static BruteForce model;
    private static TestServer plain;
    private static TestServer seeking;
    private static TestServer byRecord;

    @BeforeAll
    static void start() {
        List<ServiceEvent> events =
                RandomEvents.of(SEED, 20_000, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE, TWO, OTHERS);
        model = new BruteForce(events);
        String store = TestStore.shared().index(events).address();
        String token = "launchlog.auth.static.t=paging";
        plain = TestServer.start(store, List.of(), token);
        seeking = TestServer.start(
                store, List.of(), token, "launchlog.query.result-window=200", "launchlog.query.seek-buckets=23");
        byRecord = TestServer.start(
                store,
                List.of(),
                token,
                "launchlog.query.offset-unit=record",
                "launchlog.query.result-window=200",
                "launchlog.query.seek-buckets=23");
    }

    @AfterAll
    static void stop() {
        plain.close();
        seeking.close();
        byRecord.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void randomQuestionsAreAnsweredAsTheModelAnswersThem(int part) {
        Random random = new Random(SEED + part);
        // Two questions each time: 2,000 in all.
        for (int i = 0; i < 125; i++) {
            ServiceKey service = random.nextInt(3) == 0 ? TWO : ONE;
            Question question = question(random);
            List<ServiceEvent> expected = model.answer(service, question);
            int limit = 1 + random.nextInt(random.nextBoolean() ? 20 : 1000);
            int pages = expected.size() / limit + 2;
            int page = random.nextInt(pages);
            assertPage(random.nextBoolean() ? plain : seeking, service, question, expected, page, limit, page * limit);
            int skip = random.nextInt(expected.size() + 10);
            assertPage(byRecord, service, question, expected, skip, limit, skip);
        }
    }

    static Stream<Arguments> walks() {
        return Stream.of("occur_time", "event_type", "event_info")
                .flatMap(sortBy -> Stream.of("asc", "desc")
                        .flatMap(order -> Stream.of(7, 100, 1000).map(size -> Arguments.of(sortBy, order, size))));
    }

    @ParameterizedTest(name = "by {0} {1} in pages of {2}")
    @MethodSource("walks")
    void pagingThroughRepeatsAndSkipsNothing(String sortBy, String order, int size) {
        Question question = new Question(null, null, null, null, sortBy, order);
        List<String> expected = shown(model.answer(TWO, question));
        assertThat(walk(plain, TWO, question, size)).isEqualTo(expected);
        assertThat(walk(seeking, TWO, question, size)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"occur_time,desc", "event_type,asc", "event_info,asc"})
    void pagesOfOneRepeatAndSkipNothing(String sortBy, String order) {
        Question question = new Question("abnormal", null, null, null, sortBy, order);
        assertThat(walk(seeking, TWO, question, 1)).isEqualTo(shown(model.answer(TWO, question)));
    }

    @Test
    void anOffsetBehindTheEndIsAnEmptyPageWithTheTrueTotal() {
        long total = model.answer(ONE, new Question(null, null, null, null, null, null))
                .size();
        for (String offset : List.of(
                "20",
                "100",
                "1000000",
                "9223372036854775",
                "9223372036854775807",
                "99999999999999999999999999",
                "00020")) {
            for (TestServer server : List.of(plain, seeking)) {
                Answer answer = get(server, ONE, "?limit=1000&offset=" + offset);
                assertThat(answer.total()).isEqualTo(total);
                assertThat(answer.count()).isZero();
                assertThat(answer.body().get("events").isEmpty()).isTrue();
                assertThat(answer.body().get("service_name").asString()).isEqualTo("service");
            }
        }
    }

    @Test
    void theDefaultsAreTheFirstPageOfAThousandNewestFirst() {
        Answer answer = get(plain, ONE, "");
        List<ServiceEvent> expected = model.answer(ONE, new Question(null, null, null, null, null, null));
        assertThat(answer.count()).isEqualTo(1000);
        assertThat(shownBy(answer)).isEqualTo(shown(expected.subList(0, 1000)));
        assertThat(get(plain, ONE, "?offset=0&limit=1000&sort_by=occur_time&order=desc")
                        .body())
                .isEqualTo(answer.body());
    }

    private static Question question(Random random) {
        long one = RandomEvents.time(random);
        long other = RandomEvents.time(random);
        return new Question(
                random.nextInt(3) > 0 ? null : random.nextBoolean() ? "normal" : "abnormal",
                random.nextInt(3) > 0 ? null : Math.min(one, other),
                random.nextInt(3) > 0 ? null : Math.max(one, other),
                random.nextInt(3) > 0 ? null : RandomEvents.word(random),
                pick(random, null, "occur_time", "event_type", "event_info"),
                pick(random, null, "asc", "desc"));
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static void assertPage(
            TestServer server,
            ServiceKey service,
            Question question,
            List<ServiceEvent> expected,
            int offset,
            int limit,
            int skip) {
        String query = query(question, offset, limit);
        Answer answer = get(server, service, query);
        int from = Math.min(skip, expected.size());
        List<ServiceEvent> page = expected.subList(from, Math.min(from + limit, expected.size()));
        assertThat(answer.total()).as(query).isEqualTo(expected.size());
        assertThat(answer.count()).as(query).isEqualTo(page.size());
        assertThat(shownBy(answer)).as(query).isEqualTo(shown(page));
    }

    private static List<String> walk(TestServer server, ServiceKey service, Question question, int size) {
        List<String> all = new ArrayList<>();
        for (int page = 0; ; page++) {
            List<String> shown = shownBy(get(server, service, query(question, page, size)));
            if (shown.isEmpty()) {
                return all;
            }
            all.addAll(shown);
        }
    }

    private static String query(Question question, int offset, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("event_type", question.eventType());
        parameters.put("start_time", question.startTime());
        parameters.put("end_time", question.endTime());
        parameters.put("event_info", question.word());
        parameters.put("sort_by", question.sortBy());
        parameters.put("order", question.order());
        parameters.put("offset", offset);
        parameters.put("limit", limit);
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", "?", ""));
    }

    private static Answer get(TestServer server, ServiceKey service, String query) {
        return Answer.ok(server.get(
                "/v1/" + service.projectId() + "/services/" + service.serviceId() + "/events" + query,
                "X-Auth-Token",
                "t"));
    }

    private static List<String> shownBy(Answer answer) {
        List<String> shown = new ArrayList<>();
        for (JsonNode event : answer.body().get("events")) {
            assertThat(event.propertyNames()).containsExactly("event_type", "event_info", "occur_time");
            shown.add(event.get("occur_time").asLong() + " "
                    + event.get("event_type").asString() + " "
                    + event.get("event_info").asString());
        }
        return shown;
    }

    private static List<String> shown(List<ServiceEvent> events) {
        return events.stream()
                .map(event -> event.occurTime() + " " + event.eventType().wireName() + " " + event.eventInfo())
                .toList();
    }
}
