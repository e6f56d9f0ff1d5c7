package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.events.BruteForce.Question;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Pages that are asked for again, when others have come or gone meanwhile. */
class RepeatedPagesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long BEGIN = 1_790_000_000_000L;
    private static final int EVENTS = 5_700;

    private static final Map<String, Question> QUESTIONS = Map.of(
            "", new Question(null, null, null, null, null, null),
            "&order=asc", new Question(null, null, null, null, null, "asc"),
            "&event_type=normal", new Question("normal", null, null, null, null, null),
            "&offset=3", new Question(null, null, null, null, null, null));

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestStore.shared().address(), List.of(), "launchlog.auth.static.t=repeated");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&order=asc", "&event_type=normal", "&offset=3"})
    void showWhatHasComeSince(String parameters) {
        ServiceKey service = new ServiceKey("repeated", "growing" + parameters.length());
        List<ServiceEvent> events = events(service);
        TestStore.shared().index(events);
        assertPage(service, parameters, events);
        // At both ends, at the times there, and behind.
        List<ServiceEvent> more = new ArrayList<>();
        for (int time : new int[] {-1, 0, 3, EVENTS / 3 - 4, EVENTS / 3 - 1, EVENTS, 2 * EVENTS}) {
            more.add(event(service, "more" + time, time, null));
            more.add(event(service, "late" + time, time, 9L));
        }
        TestStore.shared().index(more);
        events.addAll(more);
        assertPage(service, parameters, events);
        assertPage(service, parameters, events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&order=asc", "&event_type=normal", "&offset=3"})
    void doNotMissWhatHasGone(String parameters) {
        ServiceKey service = new ServiceKey("repeated", "shrinking" + parameters.length());
        List<ServiceEvent> events = events(service);
        TestStore.shared().index(events);
        assertPage(service, parameters, events);
        // A part of the first page, the rest of it and of the fourth, then all but less than a page.
        for (int left : new int[] {EVENTS - 8, EVENTS - 70, EVENTS - 200, 7, 0}) {
            int front = (events.size() - left) / 2;
            List<ServiceEvent> rest = new ArrayList<>(events.subList(front, front + left));
            List<ServiceEvent> gone = new ArrayList<>(events);
            gone.removeAll(rest);
            TestStore.shared().remove(gone);
            events = rest;
            assertPage(service, parameters, events);
        }
    }

    @Test
    void areFoundAmongTheEventsUpToTheirEnd() {
        ServiceKey service = new ServiceKey("repeated", "searched");
        TestStore.shared().index(events(service));
        AtomicInteger limit = new AtomicInteger();
        // The warm-up of the server may search meanwhile.
        await().untilAsserted(() -> {
            String page = "?limit=" + limit.incrementAndGet();
            long before = searches();
            get(service, page);
            long first = searches() - before;
            assertThat(first).isEqualTo(1);
            get(service, page);
            // The other one counts.
            assertThat(searches() - before - first).isEqualTo(2 * first);
        });
    }

    private static List<ServiceEvent> events(ServiceKey service) {
        return new ArrayList<>(IntStream.range(0, EVENTS)
                .mapToObj(i -> event(service, "e" + i, i / 3, i % 2 == 0 ? null : (long) i))
                .toList());
    }

    private static ServiceEvent event(ServiceKey service, String id, long time, Long sequence) {
        return TestEvents.event(service, id)
                .eventInfo("some " + id)
                .occurTime(BEGIN + time)
                .sequence(sequence)
                .build();
    }

    private static void assertPage(ServiceKey service, String parameters, List<ServiceEvent> events) {
        List<String> expected = new BruteForce(events)
                .answer(service, QUESTIONS.get(parameters)).stream()
                        .map(ServiceEvent::eventInfo)
                        .toList();
        Answer answer = get(service, "?limit=10" + parameters);
        int skip = parameters.contains("offset") ? 30 : 0;
        assertThat(answer.total()).isEqualTo(expected.size());
        assertThat(answer.infos())
                .isEqualTo(expected.stream().skip(skip).limit(10).toList());
    }

    private static Answer get(ServiceKey service, String query) {
        return Answer.ok(
                server.get("/v1/repeated/services/" + service.serviceId() + "/events" + query, "X-Auth-Token", "t"));
    }

    private static long searches() {
        return JSON.readTree(TestStore.shared().read("/" + TestStore.eventsAt(BEGIN) + "/_stats/search"))
                .at("/_all/primaries/search/query_total")
                .asLong();
    }
}
