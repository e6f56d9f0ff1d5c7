package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.Events;
import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {

    record Change(String name, UnaryOperator<ServiceEventBuilder> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyFieldChangesIt(Change change) {
        ServiceEvent changed = change.change().apply(Events.full()).build();
        assertThat(Fingerprint.of(changed))
                .isNotEqualTo(Fingerprint.of(Events.full().build()));
    }

    @Test
    void noTwoChangesAreTheSame() {
        Set<String> fingerprints = new HashSet<>();
        for (Change change : changes()) {
            assertThat(fingerprints.add(
                            Fingerprint.of(change.change().apply(Events.full()).build())))
                    .as(change.name())
                    .isTrue();
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change("service_name", event -> event.serviceName("other")),
                new Change("event_info", event -> event.eventInfo("other")),
                new Change("event_type", event -> event.eventType(EventType.NORMAL)),
                new Change("occur_time", event -> event.occurTime(1_790_000_000_001L)),
                new Change("deployment_id", event -> event.deploymentId("other")),
                new Change("deployment_id absent", event -> event.deploymentId(null)),
                new Change("phase", event -> event.phase(Phase.IMAGE_BUILDING)),
                new Change("phase absent", event -> event.phase(null)),
                new Change("status", event -> event.status(Status.STARTED)),
                new Change("status absent", event -> event.status(null)),
                new Change("sequence", event -> event.sequence(13L)),
                new Change("sequence 0", event -> event.sequence(0L)),
                new Change("sequence absent", event -> event.sequence(null)),
                new Change("model", event -> event.model("other")),
                new Change("model empty", event -> event.model("")),
                new Change("model absent", event -> event.model(null)),
                new Change("model_version", event -> event.modelVersion("other")),
                new Change("model_version absent", event -> event.modelVersion(null)),
                new Change("instance_id", event -> event.instanceId("other")),
                new Change("instance_id absent", event -> event.instanceId(null)),
                new Change("node", event -> event.node("other")),
                new Change("node absent", event -> event.node(null)),
                new Change("image", event -> event.image("other")),
                new Change("image absent", event -> event.image(null)),
                new Change("error_code", event -> event.errorCode("other")),
                new Change("error_code absent", event -> event.errorCode(null)),
                new Change("labels absent", event -> event.labels(Map.of())),
                new Change("a label less", event -> event.labels(Map.of("app", "a"))),
                new Change("a label's value", event -> event.labels(Map.of("app", "b"))),
                new Change("a label's key", event -> event.labels(Map.of("ap", "pa"))),
                new Change("labels exchanged", event -> event.labels(Map.of("a", "app"))));
    }

    @Test
    void projectAndServiceChangeIt() {
        Set<String> fingerprints = new HashSet<>();
        for (ServiceKey service : List.of(
                new ServiceKey("p1", "s1"),
                new ServiceKey("p1", "s2"),
                new ServiceKey("p2", "s1"),
                new ServiceKey("p1s", "1"),
                new ServiceKey("s1", "p1"))) {
            fingerprints.add(Fingerprint.of(ServiceEvent.builder(Events.IDENTITY, service)
                    .serviceName("n")
                    .eventInfo("i")
                    .occurTime(1L)
                    .build()));
        }
        assertThat(fingerprints).hasSize(5);
    }

    @Test
    void aValueMovedToTheNextFieldChangesIt() {
        Set<String> fingerprints = new HashSet<>();
        for (int at = 0; at < 6; at++) {
            ServiceEventBuilder event = Events.minimal();
            String[] values = new String[6];
            values[at] = "x";
            fingerprints.add(Fingerprint.of(event.model(values[0])
                    .modelVersion(values[1])
                    .instanceId(values[2])
                    .node(values[3])
                    .image(values[4])
                    .errorCode(values[5])
                    .build()));
        }
        assertThat(fingerprints).hasSize(6);
        assertThat(Fingerprint.of(
                        Events.minimal().serviceName("a1:b").eventInfo("c").build()))
                .isNotEqualTo(Fingerprint.of(
                        Events.minimal().serviceName("a").eventInfo("b1:c").build()));
    }

    @Test
    void identityAndCarriedAttributesDoNotChangeIt() {
        String fingerprint = Fingerprint.of(Events.full().build());
        assertThat(Fingerprint.of(Events.full().carried(CarriedAttributes.NONE).build()))
                .isEqualTo(fingerprint);
        assertThat(Fingerprint.of(Events.full()
                        .carried(new CarriedAttributes("other", "other", "other"))
                        .build()))
                .isEqualTo(fingerprint);
        assertThat(Fingerprint.of(ServiceEvent.builder(new EventIdentity("a", "b"), Events.SERVICE)
                        .serviceName("resnet")
                        .eventInfo("pulling model image")
                        .occurTime(1_790_000_000_000L)
                        .build()))
                .isEqualTo(Fingerprint.of(Events.minimal().build()));
    }

    @Test
    void aDerivedTypeWrittenOutIsTheSame() {
        for (Status status : Status.values()) {
            EventType derived = status == Status.FAILED ? EventType.ABNORMAL : EventType.NORMAL;
            assertThat(Fingerprint.of(
                            Events.minimal().status(status).eventType(derived).build()))
                    .isEqualTo(Fingerprint.of(Events.minimal().status(status).build()));
        }
    }

    @Test
    void theOrderOfLabelsDoesNotMatter() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("zone", "");
        labels.put("app.kubernetes.io/name", "b");
        labels.put("app", "a");
        assertThat(Fingerprint.of(Events.full().labels(labels).build()))
                .isEqualTo(Fingerprint.of(Events.full().build()));
    }

    /** Documents keep it for as long as the index lives: another algorithm would make every duplicate a conflict. */
    @Test
    void itStaysTheSameForEver() {
        assertThat(Fingerprint.of(Events.full().build())).isEqualTo("xOovvwtzOUxvIvbHXtgNuA");
        assertThat(Fingerprint.of(Events.minimal().build())).isEqualTo("1MAD8gl5a6aAoq-lsAu6tQ");
    }
}
