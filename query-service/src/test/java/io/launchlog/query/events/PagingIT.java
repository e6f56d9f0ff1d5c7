package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.events.BruteForce.Question;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.ArrayList;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Totals, order and pages equal a brute-force model over random events: within the result window, behind one that is
 * lowered so that few events are enough, and behind the real one.
 */
class PagingIT {

    private static final long SEED = 20_261_123;

    /** Two ids that are of two projects each. */
    private static final ServiceKey LARGE = new ServiceKey("paging", "one");

    private static final ServiceKey MEDIUM = new ServiceKey("paging-other", "one");
    private static final ServiceKey SMALL = new ServiceKey("paging", "two");
    private static final ServiceKey TINY = new ServiceKey("paging-third", "two");

    /** The largest is larger than the real window, the tiniest than the lowered one. */
    private static final Map<ServiceKey, Integer> SHARES = Map.of(LARGE, 47, MEDIUM, 10, SMALL, 2, TINY, 1);

    private static BruteForce model;
    private static Map<ServiceKey, String> names;
    private static TestServer plain;
    private static TestServer seeking;
    private static TestServer byRecord;

    @BeforeAll
    static void start() {
        List<ServiceKey> services = Stream.of(LARGE, MEDIUM, SMALL, TINY)
                .flatMap(service -> Collections.nCopies(SHARES.get(service), service).stream())
                .toList();
        model = new BruteForce(RandomEvents.of(SEED, 20_000, services));
        names = SHARES.keySet().stream().collect(Collectors.toMap(service -> service, model::nameOf));
        String store = TestStore.shared()
                .index(RandomEvents.sent(SEED, model.events()))
                .address();
        plain = start(store);
        seeking = start(store, "launchlog.query.result-window=200", "launchlog.query.seek-buckets=23");
        byRecord = start(
                store,
                "launchlog.query.offset-unit=record",
                "launchlog.query.result-window=200",
                "launchlog.query.seek-buckets=23");
    }

    private static TestServer start(String store, String... properties) {
        Stream<String> tokens = SHARES.keySet().stream()
                .map(ServiceKey::projectId)
                .distinct()
                .map(project -> "launchlog.auth.static.t-" + project + "=" + project);
        return TestServer.start(
                store, List.of(), Stream.concat(tokens, Stream.of(properties)).toArray(String[]::new));
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
            ServiceKey service = random.nextInt(3) > 0 ? LARGE : pick(random, MEDIUM, SMALL, TINY);
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

    /** Each of all events and of those behind one random filter. The smaller the pages, the smaller the service. */
    static Stream<Arguments> walks() {
        Random random = new Random(SEED);
        List<Arguments> walks = new ArrayList<>();
        for (String sortBy : List.of("occur_time", "event_type", "event_info")) {
            for (String order : List.of("asc", "desc")) {
                for (int size : List.of(1, 7, 100, 1000)) {
                    ServiceKey service = switch (size) {
                        case 1 -> TINY;
                        case 7 -> SMALL;
                        default -> MEDIUM;
                    };
                    walks.add(Arguments.of(service, size, new Question(null, null, null, null, sortBy, order)));
                    walks.add(Arguments.of(service, size, narrow(random, sortBy, order)));
                }
            }
        }
        return walks.stream();
    }

    /** Pages of one, each of which costs a request, are walked through only where they are sought. */
    @ParameterizedTest(name = "through {0} in pages of {1}: {2}")
    @MethodSource("walks")
    void pagingThroughRepeatsAndSkipsNothing(ServiceKey service, int size, Question question) {
        List<ServiceEvent> expected = model.answer(service, question);
        for (TestServer server : size == 1 ? List.of(seeking) : List.of(plain, seeking)) {
            int page = 0;
            for (; page * size < expected.size(); page++) {
                assertPage(server, service, question, expected, page, size, page * size);
            }
            assertPage(server, service, question, expected, page, size, expected.size());
        }
    }

    @Test
    void anOffsetBehindTheEndIsAnEmptyPageWithTheTrueTotal() {
        long total = model.answer(LARGE, new Question(null, null, null, null, null, null))
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
                Answer answer = get(server, LARGE, "?limit=1000&offset=" + offset);
                assertThat(answer.total()).isEqualTo(total);
                assertThat(answer.count()).isZero();
                assertThat(answer.body().get("events").isEmpty()).isTrue();
            }
        }
    }

    @Test
    void theDefaultsAreTheFirstPageOfAThousandNewestFirst() {
        Answer answer = get(plain, LARGE, "");
        List<ServiceEvent> expected = model.answer(LARGE, new Question(null, null, null, null, null, null));
        assertThat(answer.count()).isEqualTo(1000);
        assertThat(shownBy(answer)).isEqualTo(shown(expected.subList(0, 1000)));
        assertThat(get(plain, LARGE, "?offset=0&limit=1000&sort_by=occur_time&order=desc")
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

    private static Question narrow(Random random, String sortBy, String order) {
        long one = RandomEvents.time(random);
        long other = RandomEvents.time(random);
        return switch (random.nextInt(3)) {
            case 0 -> new Question(pick(random, "normal", "abnormal"), null, null, null, sortBy, order);
            case 1 -> new Question(null, Math.min(one, other), Math.max(one, other), null, sortBy, order);
            default -> new Question(null, null, null, RandomEvents.word(random), sortBy, order);
        };
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
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
        int from = Math.min(skip, expected.size());
        List<ServiceEvent> page = expected.subList(from, Math.min(from + limit, expected.size()));
        // The second time, a page by time with many events behind it is found by where it ended, but with words.
        boolean isByTime = question.sortBy() == null || question.sortBy().equals("occur_time");
        int times = isByTime && expected.size() - from - limit >= PageEnds.FEWEST_BEHIND ? 2 : 1;
        for (int i = 0; i < times; i++) {
            Answer answer = get(server, service, query);
            assertThat(answer.total()).as(query).isEqualTo(expected.size());
            assertThat(answer.count()).as(query).isEqualTo(page.size());
            assertThat(shownBy(answer)).as(query).isEqualTo(shown(page));
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

    /** Whatever was asked for, the answer names the service as its latest event does. */
    private static Answer get(TestServer server, ServiceKey service, String query) {
        Answer answer = Answer.ok(server.get(
                "/v1/" + service.projectId() + "/services/" + service.serviceId() + "/events" + query,
                "X-Auth-Token",
                "t-" + service.projectId()));
        assertThat(answer.body().get("service_id").asString()).as(query).isEqualTo(service.serviceId());
        assertThat(answer.body().get("service_name").asString()).as(query).isEqualTo(names.get(service));
        return answer;
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
