package io.launchlog.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.publisher.DeploymentReporter;
import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.FlushResult;
import io.launchlog.publisher.PublisherSettings;
import io.launchlog.standalone.endtoend.Api.Event;
import io.launchlog.standalone.endtoend.Api.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker's event goes through Kafka and Elasticsearch to the API. */
@ExtendWith(EndToEnd.class)
class PublishToQueryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Deployment deployment;
    private Messages messages;

    @BeforeEach
    void connect(Deployment suite) {
        deployment = suite;
        messages = new Messages(deployment.backends().kafka());
    }

    @AfterEach
    void disconnect() {
        messages.close();
    }

    @Test
    void a_deployment_that_is_reported_phase_by_phase_is_read_back_newest_first() {
        TestEvents service = TestEvents.ofNewService("publishing");
        try (EventPublisher publisher =
                new EventPublisher(PublisherSettings.of(deployment.backends().kafka(), "/orchestrator"))) {
            DeploymentReporter reporter = publisher
                    .deployment(service.service(), "service-07085")
                    .model("TF")
                    .modelVersion("3.0.0")
                    .reporter();
            for (Phase phase : List.of(Phase.IMAGE_BUILDING, Phase.ENVIRONMENT_PREPARATION)) {
                reporter.phase(phase).started();
                reporter.phase(phase).succeeded();
            }
            reporter.phase(Phase.RESOURCE_SCHEDULING).failed("QUOTA", "Insufficient resources.");
            assertThat(publisher.flush(PATIENCE)).isInstanceOf(FlushResult.AllAcknowledged.class);
        }

        Page page = awaitTotal(api("publishing"), service, 5);
        assertThat(page.serviceName()).isEqualTo("service-07085");
        assertThat(page.events().getFirst().type()).isEqualTo("abnormal");
        assertThat(page.events().getFirst().info()).contains("Insufficient resources.");
        assertThat(page.infos().getLast()).isEqualTo("building image for model [TF 3.0.0]");
        assertThat(page.events()).extracting(Event::time).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void both_modes_of_cloudevents_are_read_and_the_same_event_in_the_other_mode_is_a_duplicate() {
        TestEvents service = TestEvents.ofNewService("modes");
        String key = service.service().path();
        long now = System.currentTimeMillis();
        messages.sendAll(List.of(
                Messages.structured(key, service.json("1", "structured", now)),
                TestEvents.binary(service.event("2", "binary", now + 1).build()),
                TestEvents.binary(service.event("1", "structured", now).build()),
                Messages.structured(key, service.json("2", "binary", now + 1)),
                // With a field that version 1 does not know, and without a key.
                Messages.structured("", service.json("3", "unknown", Long.toString(now + 2), ", \"new\": [1]"))));

        assertThat(awaitTotal(api("modes"), service, 3).infos()).containsExactly("unknown", "binary", "structured");
        assertNothingMoreArrives("modes", service, 3);
    }

    @Test
    void events_sent_twice_out_of_order_with_equal_times_and_late_appear_once_in_their_order() {
        TestEvents service = TestEvents.ofNewService("order");
        long now = System.currentTimeMillis();
        List<ServiceEvent> inOrder = new ArrayList<>();
        // Weeks late, so into indices of earlier months.
        for (int day = 40; day > 0; day -= 15) {
            inOrder.add(service.event(
                            "late-" + day,
                            day + " days late",
                            now - Duration.ofDays(day).toMillis())
                    .build());
        }
        for (int i = 0; i < 40; i++) {
            // Four share each time; their sequence decides.
            inOrder.add(service.event("event-" + i, "event " + i, now + i / 4)
                    .sequence((long) i)
                    .eventType(i % 2 == 0 ? EventType.NORMAL : EventType.ABNORMAL)
                    .build());
        }
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        inOrder.forEach(event -> {
            sent.add(TestEvents.binary(event));
            sent.add(TestEvents.binary(event));
        });
        Collections.shuffle(sent, new Random(7));
        messages.sendAll(sent);
        messages.sendAll(sent.reversed());

        List<String> newestFirst =
                inOrder.reversed().stream().map(ServiceEvent::eventInfo).toList();
        assertThat(awaitTotal(api("order"), service, inOrder.size()).infos()).isEqualTo(newestFirst);

        List<String> paged = IntStream.range(0, 5)
                .boxed()
                .flatMap(page -> api("order").events(service.id(), "limit=10&offset=" + page).infos().stream())
                .toList();
        assertThat(paged).isEqualTo(newestFirst);
        assertThat(api("order")
                        .events(service.id(), "event_type=abnormal&order=asc&limit=3")
                        .infos())
                .containsExactly("event 1", "event 3", "event 5");
        assertThat(api("order").events(service.id(), "event_info=days%20late").total())
                .isEqualTo(3);
        assertNothingMoreArrives("order", service, inOrder.size());
    }

    @Test
    void the_name_of_a_service_is_that_of_its_latest_event_however_they_arrive() {
        TestEvents service = TestEvents.ofNewService("publishing");
        long now = System.currentTimeMillis();
        messages.send(TestEvents.binary(
                service.event("2", "renamed", now).serviceName("new-name").build()));
        messages.send(TestEvents.binary(
                service.event("1", "first", now - 1000).serviceName("old-name").build()));

        assertThat(awaitTotal(api("publishing"), service, 2).serviceName()).isEqualTo("new-name");
    }

    @Test
    void another_projects_token_does_not_open_a_service() {
        TestEvents service = TestEvents.ofNewService("publishing");
        messages.send(TestEvents.binary(
                service.event("1", "secret", System.currentTimeMillis()).build()));
        awaitTotal(api("publishing"), service, 1);

        String path = "/v1/publishing/services/" + service.id() + "/events";
        assertThat(api("order").get(path).status()).isEqualTo(403);
        assertThat(api("order").get(path.replace("publishing", "order")).status())
                .isEqualTo(404);
    }

    private Api api(String project) {
        return new Api(deployment.queryAddress(), project);
    }

    private static Page awaitTotal(Api api, TestEvents service, int total) {
        return await().atMost(PATIENCE).until(() -> api.events(service.id()), page -> page.total() >= total);
    }

    /** What was sent after it to the same partition has been read, so what came before has been too. */
    private void assertNothingMoreArrives(String project, TestEvents service, int total) {
        messages.send(TestEvents.binary(
                service.event("last", "last", System.currentTimeMillis()).build()));
        assertThat(awaitTotal(api(project), service, total + 1).total()).isEqualTo(total + 1);
    }
}
