package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    private static String golden(String name) throws IOException {
        try (var stream = EventsEndpointIT.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).replaceAll("\n *", "");
        }
    }
}
