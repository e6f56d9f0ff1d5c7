package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.events.BruteForce.Question;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Behind Elasticsearch's own window of 10,000, with more events in one millisecond than it holds. */
class DeepPagesIT {

    private static final ServiceKey SERVICE = new ServiceKey("deep", "one");
    private static final int EVENTS = 26_000;
    private static final int IN_ONE_MILLISECOND = 12_500;
    private static final long BEGIN = 1_790_000_000_000L;
    private static BruteForce model;
    private static TestServer server;
    private static TestServer seeking;

    @BeforeAll
    static void start() {
        List<ServiceEvent> events = new ArrayList<>(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            events.add(TestEvents.event(SERVICE, "e" + i)
                    .eventInfo("event " + i)
                    .eventType(i % 3 == 0 ? EventType.ABNORMAL : EventType.NORMAL)
                    .occurTime(i < IN_ONE_MILLISECOND ? BEGIN + 5_000_000 : BEGIN + i * 400L)
                    .sequence(i % 2 == 0 ? null : (long) i)
                    .build());
        }
        model = new BruteForce(events);
        String store = TestStore.shared().index(events).address();
        String token = "launchlog.auth.static.t=deep";
        server = TestServer.start(store, List.of(), token);
        seeking = TestServer.start(
                store, List.of(), token, "launchlog.query.result-window=60", "launchlog.query.seek-buckets=7");
    }

    @AfterAll
    static void stop() {
        server.close();
        seeking.close();
    }

    @ParameterizedTest
    @CsvSource({
        "occur_time,desc",
        "occur_time,asc",
        "event_type,desc",
        "event_type,asc",
        "event_info,desc",
        "event_info,asc"
    })
    void everyPageIsTheOneThatAListWouldHave(String sortBy, String order) {
        List<ServiceEvent> expected = model.answer(SERVICE, new Question(null, null, null, null, sortBy, order));
        for (int page = 9; page <= EVENTS / 1000; page += page == 9 ? 1 : 3) {
            Answer answer = Answer.ok(server.get(
                    "/v1/deep/services/one/events?limit=1000&offset=" + page + "&sort_by=" + sortBy + "&order=" + order,
                    "X-Auth-Token",
                    "t"));
            assertThat(answer.total()).isEqualTo(EVENTS);
            List<String> infos = expected.stream()
                    .skip(page * 1000L)
                    .limit(1000)
                    .map(ServiceEvent::eventInfo)
                    .toList();
            assertThat(answer.count()).isEqualTo(infos.size());
            assertThat(answer.infos()).as("page " + page).isEqualTo(infos);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "occur_time,desc",
        "occur_time,asc",
        "event_type,desc",
        "event_type,asc",
        "event_info,desc",
        "event_info,asc"
    })
    void everyPageIsFoundThoughTheWindowIsNarrow(String sortBy, String order) {
        List<String> expected = model.answer(SERVICE, new Question(null, null, null, null, sortBy, order)).stream()
                .map(ServiceEvent::eventInfo)
                .toList();
        for (int page : List.of(1, 40, 123, 260, 261, 400, 518, 519)) {
            Answer answer = Answer.ok(seeking.get(
                    "/v1/deep/services/one/events?limit=50&offset=" + page + "&sort_by=" + sortBy + "&order=" + order,
                    "X-Auth-Token",
                    "t"));
            assertThat(answer.total()).isEqualTo(EVENTS);
            assertThat(answer.infos())
                    .as("page " + page)
                    .isEqualTo(expected.stream().skip(page * 50L).limit(50).toList());
        }
    }

    /** Far behind, and by so little that a bucket of the histogram holds what is missing, at one end or at both. */
    static Stream<Arguments> ordersAndTimesBehind() {
        return Stream.of("occur_time", "event_type")
                .flatMap(sortBy -> Stream.of("asc", "desc")
                        .flatMap(order -> Stream.of(
                                Arguments.of(sortBy, order, 150_000, 239_000),
                                Arguments.of(sortBy, order, 5_500, 3_500),
                                Arguments.of(sortBy, order, 0, 3_500),
                                Arguments.of(sortBy, order, 3_500, 0))));
    }

    /** What a service's document says of its times may be late: it is written after the events. */
    @ParameterizedTest
    @MethodSource("ordersAndTimesBehind")
    void pagesAreTheSameWhileTheServiceIsBehindItsEvents(String sortBy, String order, int late, int early) {
        ServiceKey behind = new ServiceKey("deep", "behind");
        List<ServiceEvent> events = someOf(behind);
        TestStore.shared().index(events).seen(behind, BEGIN + late, BEGIN + 399_000 - early);
        assertPages(seeking, events, sortBy, order);
    }

    /** A service's document becomes visible on its own, up to seconds after the events that it is written for. */
    @ParameterizedTest
    @CsvSource({"occur_time,desc", "occur_time,asc", "event_type,desc", "event_info,asc"})
    void pagesAreTheSameWhileOnlyTheEventsAreVisible(String sortBy, String order) {
        ServiceKey unnamed = new ServiceKey("deep", "unnamed");
        List<ServiceEvent> events = someOf(unnamed);
        TestStore.shared().index(events).forget(unnamed);
        assertPages(server, events, sortBy, order);
        assertPages(seeking, events, sortBy, order);
    }

    /** The last of them renames the service. */
    private static List<ServiceEvent> someOf(ServiceKey service) {
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            events.add(TestEvents.event(service, "b" + i)
                    .serviceName(i == 399 ? "renamed" : "first-name")
                    .eventInfo("event " + i)
                    .eventType(i % 3 == 0 ? EventType.ABNORMAL : EventType.NORMAL)
                    .occurTime(BEGIN + i * 1_000L)
                    .build());
        }
        return events;
    }

    private static void assertPages(TestServer asked, List<ServiceEvent> events, String sortBy, String order) {
        ServiceKey service = events.getFirst().service();
        List<String> expected = new BruteForce(events)
                .answer(service, new Question(null, null, null, null, sortBy, order)).stream()
                        .map(ServiceEvent::eventInfo)
                        .toList();
        for (int page = 0; page <= 8; page++) {
            Answer answer = Answer.ok(asked.get(
                    "/v1/deep/services/" + service.serviceId() + "/events?limit=50&offset=" + page + "&sort_by="
                            + sortBy + "&order=" + order,
                    "X-Auth-Token",
                    "t"));
            assertThat(answer.total()).isEqualTo(events.size());
            assertThat(answer.body().get("service_name").asString()).isEqualTo("renamed");
            assertThat(answer.infos())
                    .as("page " + page)
                    .isEqualTo(expected.stream().skip(page * 50L).limit(50).toList());
        }
    }
}
