package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsEndpointIT {

    private static final ServiceKey SERVICE = new ServiceKey("sample", "35de3ca9-1bca-4ae7-9cb0-914f30fa7d3e");
    private static final String PATH = "/v1/sample/services/35de3ca9-1bca-4ae7-9cb0-914f30fa7d3e/events";
    private static TestServer server;

    @BeforeAll
    static void startWithTheSampleOfTheReference() {
        List<ServiceEvent> events = new ArrayList<>();
        String[] texts = {
            "start to deploy service",
            "building image for model [TF 3.0.0]",
            "model (TF 3.0.0) build image success",
            "preparing environment",
            "[TF 3.0.0] prepare environment success",
            "[TF 3.0.0] schedule resource success",
            "[TF 3.0.0] pulling model image",
            "[TF 3.0.0] pull image success",
            "[TF 3.0.0] starting model"
        };
        long[] times = {
            1562597251764L,
            1562597251788L,
            1562597251805L,
            1562597255744L,
            1562597275915L,
            1562597275921L,
            1562597275928L,
            1562597332570L,
            1562597332582L
        };
        for (int i = 0; i < texts.length; i++) {
            events.add(ServiceEvent.builder(new EventIdentity("/sample", "e" + i), SERVICE)
                    .serviceName("service-07085")
                    .eventInfo(texts[i])
                    .eventType(EventType.NORMAL)
                    .occurTime(times[i])
                    .build());
        }
        TestStore.shared().index(events);
        server = TestServer.start(TestStore.shared().address(), List.of(), "launchlog.auth.static.t-sample=sample");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theSampleOfTheReferenceIsAnsweredAsItStandsThere() throws IOException {
        HttpResponse<String> response = server.get(PATH + "?order=asc", "X-Auth-Token", "t-sample");
        assertThat(response.body()).isEqualTo(golden("reference-sample.json"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void theNewestEventComesFirstAndALimitCutsThePage() {
        Answer answer = Answer.ok(server.get(PATH + "?limit=2", "X-Auth-Token", "t-sample"));
        assertThat(answer.infos()).containsExactly("[TF 3.0.0] starting model", "[TF 3.0.0] pull image success");
        assertThat(answer.total()).isEqualTo(9);
        assertThat(answer.count()).isEqualTo(2);
        Answer second = Answer.ok(server.get(PATH + "?limit=4&offset=2", "X-Auth-Token", "t-sample"));
        assertThat(second.infos()).containsExactly("start to deploy service");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            event_type=normal                                        | 9
            event_type=abnormal                                      | 0
            event_type=                                              | 9
            event_info=pulling                                       | 2
            start_time=1562597275915                                 | 5
            end_time=1562597275915                                   | 5
            start_time=1562597275915&end_time=1562597275915          | 1
            start_time=1562597251764.0&end_time=1.562597251764E12    | 1
            start_time=1e30                                          | 0
            end_time=1e30                                            | 9
            start_time=253402300799999                               | 0
            end_time=0                                               | 0
            workspace_id=0&anything=%ff                              | 9
            """)
    void aFilterFindsWhatItSays(String query, int total) {
        assertThat(Answer.ok(server.get(PATH + "?" + query, "X-Auth-Token", "t-sample"))
                        .total())
                .isEqualTo(total);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            event_type=other               | event_type, other        | normal, abnormal.
            event_info=pull%2Fimage        | event_info, pull/image   | ASCII characters; not these: `(){}';,[]<>/?
            event_info=pull[               | event_info, pull[        | ASCII characters; not these: `(){}';,[]<>/?
            event_info=caf%C3%A9           | event_info, café    | ASCII characters; not these: `(){}';,[]<>/?
            start_time=x                   | start_time, x            | milliseconds since 1970-01-01T00:00:00Z, a whole number of 0 or more.
            end_time=-1                    | end_time, -1             | milliseconds since 1970-01-01T00:00:00Z, a whole number of 0 or more.
            start_time=2&end_time=1        | start_time, 2            | a time that is not after end_time.
            offset=-1                      | offset, -1               | 0 or more.
            limit=0                        | limit, 0                 | 1 to 1000.
            limit=1001                     | limit, 1001              | 1 to 1000.
            sort_by=service_name           | sort_by, service_name    | occur_time, event_type, event_info.
            order=down                     | order, down              | asc, desc.
            limit=&limit=5                 | limit, 5                 | each parameter once.
            """)
    void aParameterThatBreaksItsRuleIsNamed(String query, String parameter, String allowed) {
        HttpResponse<String> response = server.get(PATH + "?" + query.replace("[", "%5B"), "X-Auth-Token", "t-sample");
        Answer.assertError(
                response,
                400,
                "0107",
                "The values of the request parameters (" + parameter + ") are invalid. Allowed: " + allowed);
    }

    @Test
    void anErrorLooksAsTheContractHasIt() throws IOException {
        assertThat(server.get(PATH + "?limit=0", "X-Auth-Token", "t-sample").body())
                .isEqualTo(golden("invalid-parameter.json"));
    }

    @Test
    void theAnswerIsCompressedWhenAskedFor() throws IOException {
        HttpResponse<byte[]> response = server.send(
                server.request(PATH + "?order=asc")
                        .header("X-Auth-Token", "t-sample")
                        .header("Accept-Encoding", "gzip"),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(golden("reference-sample.json"));
        }
        assertThat(server.get(PATH, "X-Auth-Token", "t-sample").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void aLongTextOfAnyCharactersComesBackAsItWas() {
        StringBuilder text = new StringBuilder("\u0000\u001f\"\\/\u2028\u00e9\u4e2d ");
        text.append("\uD83D\uDE80".repeat(8192 - text.codePointCount(0, text.length())));
        ServiceKey service = new ServiceKey("sample", "long");
        TestStore.shared()
                .index(List.of(TestEvents.event(service, "1")
                        .eventInfo(text.toString())
                        .build()));
        Answer answer = Answer.ok(server.get("/v1/sample/services/long/events", "X-Auth-Token", "t-sample"));
        assertThat(answer.infos()).containsExactly(text.toString());
    }

    private static String golden(String name) throws IOException {
        try (var stream = EventsEndpointIT.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\n *", "");
        }
    }
}
