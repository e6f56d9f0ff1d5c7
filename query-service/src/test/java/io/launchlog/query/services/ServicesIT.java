package io.launchlog.query.services;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServicesIT {

    private static final String LIST = "/v1/services/services";
    private static final long T = 1_790_000_000_000L;
    private static List<ServiceEvent> events;
    private static TestServer server;
    private static TestServer seeking;

    @BeforeAll
    static void start() {
        events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ServiceKey key = new ServiceKey("services", "id-" + (i * 7) % 25);
            events.add(TestEvents.event(key, "1")
                    .serviceName("name-" + i % 10)
                    .occurTime(T + i)
                    .build());
        }
        ServiceKey renamed = new ServiceKey("services", "renamed");
        events.add(TestEvents.event(renamed, "2")
                .serviceName("Later name")
                .occurTime(T + 2)
                .build());
        events.add(TestEvents.event(renamed, "1")
                .serviceName("earlier name")
                .occurTime(T + 1)
                .build());
        List<ServiceEvent> all = new ArrayList<>(events);
        all.add(TestEvents.event(new ServiceKey("services-other", "theirs"), "1")
                .build());
        String store = TestStore.shared().index(all).address();
        server =
                TestServer.start(store, List.of(), "launchlog.auth.static.t=services", "launchlog.auth.static.e=empty");
        seeking = TestServer.start(
                store, List.of(), "launchlog.auth.static.t=services", "launchlog.query.result-window=4");
    }

    @AfterAll
    static void stop() {
        server.close();
        seeking.close();
    }

    @Test
    void servicesAreListedByNameAndThenId() {
        Answer answer = get(server, LIST);
        assertThat(answer.body().propertyNames()).containsExactly("total_count", "count", "services");
        assertThat(answer.total()).isEqualTo(26);
        assertThat(answer.count()).isEqualTo(26);
        List<String> expected = events.stream()
                .filter(event -> !event.serviceName().equals("earlier name"))
                .sorted(Comparator.comparing(ServiceEvent::serviceName)
                        .thenComparing(event -> event.service().serviceId()))
                .map(event -> event.service().serviceId())
                .toList();
        assertThat(answer.texts("services", "service_id")).isEqualTo(expected);
    }

    @Test
    void pagesWalkThroughTheListAlsoBehindTheWindow() {
        List<String> all = get(server, LIST).texts("services", "service_id");
        for (TestServer one : List.of(server, seeking)) {
            List<String> walked = new ArrayList<>();
            for (int page = 0; page < 8; page++) {
                Answer answer = get(one, LIST + "?limit=4&offset=" + page);
                assertThat(answer.total()).isEqualTo(26);
                walked.addAll(answer.texts("services", "service_id"));
            }
            assertThat(walked).isEqualTo(all);
        }
    }

    @Test
    void theNameIsComparedWithTheLatestWholeAndCaseSensitive() {
        assertThat(get(server, LIST + "?service_name=name-3").texts("services", "service_id"))
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .filter(event -> event.serviceName().equals("name-3"))
                        .map(event -> event.service().serviceId())
                        .toList());
        assertThat(get(server, LIST + "?service_name=Later+name").texts("services", "service_id"))
                .containsExactly("renamed");
        for (String name : List.of("earlier%20name", "later%20name", "Later", "Later%20name%20", "nobody")) {
            assertThat(get(server, LIST + "?service_name=" + name).total())
                    .as(name)
                    .isZero();
        }
        assertThat(get(server, LIST + "?service_name=").total()).isEqualTo(26);
    }

    @Test
    void oneServiceIsShownAsItIsListed() {
        assertThat(server.get(LIST + "/renamed", "X-Auth-Token", "t").body())
                .isEqualTo("{\"service_id\":\"renamed\",\"service_name\":\"Later name\",\"first_seen\":1790000000001,"
                        + "\"last_seen\":1790000000002}");
        assertThat(server.get(LIST + "?service_name=Later+name", "X-Auth-Token", "t")
                        .body())
                .isEqualTo(
                        "{\"total_count\":1,\"count\":1,\"services\":[{\"service_id\":\"renamed\","
                                + "\"service_name\":\"Later name\",\"first_seen\":1790000000001,\"last_seen\":1790000000002}]}");
    }

    @Test
    void aServiceThatIsNotThereOrBelongsToOthersIs3502() {
        assertError(server.get(LIST + "/nobody", "X-Auth-Token", "t"), 404, "3502", "Service nobody does not exist.");
        assertError(server.get(LIST + "/theirs", "X-Auth-Token", "t"), 404, "3502", "Service theirs does not exist.");
    }

    @Test
    void aProjectWithoutServicesHasAnEmptyList() {
        assertThat(server.get("/v1/empty/services", "X-Auth-Token", "e").body())
                .isEqualTo("{\"total_count\":0,\"count\":0,\"services\":[]}");
    }

    @Test
    void parametersAndTokensAreCheckedAsForEvents() {
        assertError(server.get(LIST + "?limit=0", "X-Auth-Token", "t"), 400, "0107", "(limit, 0)");
        assertError(server.get(LIST + "?offset=x", "X-Auth-Token", "t"), 400, "0107", "(offset, x)");
        assertError(
                server.get(LIST + "?service_name=a&service_name=b", "X-Auth-Token", "t"),
                400,
                "0107",
                "(service_name, b)");
        assertError(server.get(LIST), 401, "0201", "");
        assertError(server.get("/v1/other/services", "X-Auth-Token", "t"), 403, "0210", "");
    }

    private static Answer get(TestServer server, String path) {
        return Answer.ok(server.get(path, "X-Auth-Token", "t"));
    }
}
