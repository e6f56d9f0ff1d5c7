package io.launchlog.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.FlushResult;
import io.launchlog.publisher.PublisherSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is away for a while costs no event and doubles none. */
@ExtendWith(EndToEnd.class)
class OutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PART = 1_000;
    private static final String HEALTH = "/actuator/health";

    @Test
    void elasticsearch_stops_and_starts_in_the_middle_of_a_run(Deployment deployment) {
        TestEvents service = TestEvents.ofNewService("elasticsearch-outage");
        Api query = new Api(deployment.queryAddress(), "elasticsearch-outage");
        Api ingest = new Api(deployment.ingestAddress(), "");
        try (EventPublisher publisher = publisher(deployment)) {
            publish(publisher, service, 0);
            await().atMost(PATIENCE)
                    .until(() -> query.events(service.id(), "limit=1").total() > 0);

            Instant stopped = Instant.now();
            deployment.backends().stopElasticsearch();
            try {
                publish(publisher, service, PART);

                JsonNode worker =
                        await().atMost(PATIENCE).until(() -> obstacle(ingest), found -> !found.isMissingNode());
                assertThat(ingest.get(HEALTH).status()).isEqualTo(503);
                assertThat(Instant.parse(worker.get("since").stringValue())).isBetween(stopped, Instant.now());
                assertThat(worker.get("cause").stringValue()).isEqualTo("elasticsearch");
                assertThat(worker.get("detail").stringValue()).isNotBlank();

                Api.Answer answer = query.get("/v1/elasticsearch-outage/services/" + service.id() + "/events");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.json().get("error_code").stringValue()).isEqualTo("ModelArts.4302");
                assertThat(answer.response().headers().firstValue("Retry-After"))
                        .isPresent();
            } finally {
                deployment.backends().startElasticsearch();
            }
            publish(publisher, service, 2 * PART);
        }
        assertAllOnce(query, service, 3 * PART);
        await().atMost(PATIENCE).until(() -> ingest.get(HEALTH).status() == 200);
    }

    @Test
    void ingest_stops_and_starts_in_the_middle_of_a_run(Deployment deployment) {
        TestEvents service = TestEvents.ofNewService("ingest-outage");
        Api query = new Api(deployment.queryAddress(), "ingest-outage");
        try (EventPublisher publisher = publisher(deployment)) {
            publish(publisher, service, 0);
            // At once, while it works on the first part.
            deployment.stopIngest();
            try {
                publish(publisher, service, PART);
            } finally {
                deployment.startIngest();
            }
            publish(publisher, service, 2 * PART);
        }
        assertAllOnce(query, service, 3 * PART);
    }

    private static EventPublisher publisher(Deployment deployment) {
        return new EventPublisher(PublisherSettings.of(deployment.backends().kafka(), TestEvents.SOURCE));
    }

    private static void publish(EventPublisher publisher, TestEvents service, int first) {
        long now = System.currentTimeMillis();
        for (int i = first; i < first + PART; i++) {
            var unused = publisher.publish(service.event("event-" + i, "event " + i, now)
                    .sequence((long) i)
                    .build());
        }
        assertThat(publisher.flush(PATIENCE)).isInstanceOf(FlushResult.AllAcknowledged.class);
    }

    private static void assertAllOnce(Api query, TestEvents service, int total) {
        await().atMost(PATIENCE)
                // While Elasticsearch comes back the API says 503.
                .ignoreExceptions()
                .until(() -> query.events(service.id(), "limit=1").total() >= total);
        Set<String> found = new HashSet<>();
        int count = 0;
        for (int page = 0; page < total / 1_000 + 1; page++) {
            var infos = query.events(service.id(), "limit=1000&offset=" + page).infos();
            count += infos.size();
            found.addAll(infos);
        }
        assertThat(count).isEqualTo(total);
        assertThat(found)
                .isEqualTo(IntStream.range(0, total).mapToObj(i -> "event " + i).collect(Collectors.toSet()));
    }

    /** What the health of ingest says about the first worker that is held up. */
    private static JsonNode obstacle(Api ingest) {
        JsonNode workers = ingest.get(HEALTH).json().at("/components/ingest/details");
        return workers.isEmpty() ? workers.path("none") : workers.iterator().next();
    }
}
