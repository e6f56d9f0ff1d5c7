package io.launchlog.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.InvalidEventException;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads what a reporter published from the close of a publisher that never found Kafka. */
class DeploymentReporterTest {

    private static final ServiceKey SERVICE = new ServiceKey("project", "service");

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger ids = new AtomicInteger();
    private final EventPublisher publisher = new EventPublisher(
            PublisherSettings.of("127.0.0.1:" + LoopbackPort.free(), "/orchestrator"),
            clock,
            () -> "id-" + ids.getAndIncrement());

    @AfterEach
    void close() {
        publisher.close(Duration.ZERO);
    }

    @Test
    void fillsInAllThatADeploymentsEventsHaveInCommon() {
        publisher
                .deployment(SERVICE, "fraud detection")
                .deploymentId("roll-out-1")
                .model("TF")
                .modelVersion("3.0.0")
                .node("node-1")
                .instanceId("instance-1")
                .image("registry/tf:3.0.0")
                .labels(Map.of("team", "risk"))
                .reporter()
                .imageBuilding()
                .started();
        assertThat(published())
                .containsExactly(ServiceEvent.builder(new EventIdentity("/orchestrator", "id-0"), SERVICE)
                        .serviceName("fraud detection")
                        .eventInfo("building image for model [TF 3.0.0]")
                        .eventType(EventType.NORMAL)
                        .occurTime(1_700_000_000_000L)
                        .deploymentId("roll-out-1")
                        .phase(Phase.IMAGE_BUILDING)
                        .status(Status.STARTED)
                        .sequence(0L)
                        .model("TF")
                        .modelVersion("3.0.0")
                        .node("node-1")
                        .instanceId("instance-1")
                        .image("registry/tf:3.0.0")
                        .labels(Map.of("team", "risk"))
                        .build());
    }

    @Test
    void speaksTheDocumentedVocabularyWhereNoTextIsGiven() {
        DeploymentReporter reporter = reporter();
        reporter.started();
        for (Phase phase : Phase.values()) {
            reporter.phase(phase).started();
            reporter.phase(phase).succeeded();
        }
        reporter.stopping();
        reporter.stopped();
        assertThat(published())
                .extracting(ServiceEvent::eventInfo)
                .containsExactly(
                        "start to deploy service",
                        "building image for model [TF 3.0.0]",
                        "model (TF 3.0.0) build image success",
                        "preparing environment",
                        "[TF 3.0.0] prepare environment success",
                        "[TF 3.0.0] scheduling resource",
                        "[TF 3.0.0] schedule resource success",
                        "[TF 3.0.0] pulling model image",
                        "[TF 3.0.0] pull image success",
                        "[TF 3.0.0] starting model",
                        "Service fraud detection started.",
                        "The service is being stopped.",
                        "The service has been stopped.");
    }

    @Test
    void reportsFailuresAsAbnormalWithTheirErrorCode() {
        DeploymentReporter reporter = reporter();
        for (Phase phase : Phase.values()) {
            reporter.phase(phase).failed("E-1");
        }
        reporter.imagePulling().failed(null, "Failed to pull: the checksum differs");
        reporter.failed("E-2", "the checksum differs");
        List<ServiceEvent> events = published();
        assertThat(events)
                .allMatch(event -> event.eventType() == EventType.ABNORMAL && event.status() == Status.FAILED)
                .extracting(ServiceEvent::eventInfo)
                .containsExactly(
                        "Failed to create the image.",
                        "[TF 3.0.0] prepare environment failed",
                        "Schedule failed due to insufficient resources. Retry later.",
                        "[TF 3.0.0] pull image failed",
                        "Failed to start service fraud detection.",
                        "Failed to pull: the checksum differs",
                        "Service fraud detection failed. Error: the checksum differs");
        assertThat(events)
                .extracting(ServiceEvent::errorCode)
                .containsExactly("E-1", "E-1", "E-1", "E-1", "E-1", null, "E-2");
    }

    @Test
    void reportsAWarningAsAbnormalThoughThePhaseGoesOn() {
        reporter()
                .resourceScheduling()
                .warning("NO_CPU", "Insufficient resources. Wait until idle resources are sufficient.");
        assertThat(published()).singleElement().satisfies(event -> {
            assertThat(event.eventType()).isEqualTo(EventType.ABNORMAL);
            assertThat(event.status()).isEqualTo(Status.PROGRESS);
            assertThat(event.phase()).isEqualTo(Phase.RESOURCE_SCHEDULING);
            assertThat(event.errorCode()).isEqualTo("NO_CPU");
        });
    }

    @Test
    void countsTheSequenceThroughAllDeploymentsOfTheSource() {
        DeploymentReporter first = reporter();
        DeploymentReporter second = reporter();
        first.started();
        second.started();
        first.environmentPreparation().progress("half way");
        second.operation(Status.PROGRESS, "The service is being updated.");
        List<ServiceEvent> events = published();
        assertThat(events).extracting(ServiceEvent::sequence).containsExactly(0L, 1L, 2L, 3L);
        assertThat(events).extracting(event -> event.identity().id()).doesNotHaveDuplicates();
        assertThat(first.deploymentId()).isNotEqualTo(second.deploymentId());
    }

    @Test
    void keepsTheOrderOfADeploymentWhenTheClockIsSetBack() {
        DeploymentReporter reporter = reporter();
        reporter.started();
        clock.now -= 60_000;
        reporter.imageBuilding().started();
        clock.now += 60_007;
        reporter.imageBuilding().succeeded();
        assertThat(published())
                .extracting(ServiceEvent::occurTime)
                .containsExactly(1_700_000_000_000L, 1_700_000_000_000L, 1_700_000_000_007L);
    }

    @Test
    void addsWhatBecomesKnownInTheCourseOfTheDeployment() {
        DeploymentReporter reporter = reporter();
        reporter.started();
        reporter.builtImage("registry/tf:3.0.0");
        reporter.placedOn("node-1", "instance-1");
        reporter.modelStartup().started();
        List<ServiceEvent> events = published();
        assertThat(events).extracting(ServiceEvent::node).containsExactly(null, "node-1");
        assertThat(events).extracting(ServiceEvent::instanceId).containsExactly(null, "instance-1");
        assertThat(events).extracting(ServiceEvent::image).containsExactly(null, "registry/tf:3.0.0");
    }

    @Test
    void makesATextFitRatherThanFailTheDeployment() {
        DeploymentReporter reporter = reporter();
        reporter.modelStartup().failed("E".repeat(300), "🚀".repeat(9000));
        reporter.modelStartup().failed(null, "broken \ud800 text");
        reporter.modelStartup().failed("E", " \u00a0\u2003\n");
        List<ServiceEvent> events = published();
        assertThat(events)
                .extracting(ServiceEvent::eventInfo)
                .containsExactly("🚀".repeat(8191) + "…", "broken \ufffd text", "(no text)");
        assertThat(events.getFirst().errorCode()).isEqualTo("E".repeat(255) + "…");
    }

    @Test
    void refusesAnInvalidDeploymentBeforeItStarts() {
        DeploymentBuilder invalid =
                publisher.deployment(SERVICE, "fraud detection").deploymentId("x".repeat(65));
        assertThatThrownBy(invalid::reporter)
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("deployment_id has 65 characters");
    }

    @Test
    void namesTheServiceWhereThereIsNoModel() {
        publisher
                .deployment(SERVICE, "fraud detection")
                .reporter()
                .imagePulling()
                .started();
        publisher
                .deployment(SERVICE, "fraud detection")
                .model("TF")
                .reporter()
                .imagePulling()
                .started();
        assertThat(published())
                .extracting(ServiceEvent::eventInfo)
                .containsExactly("[fraud detection] pulling model image", "[TF] pulling model image");
    }

    @Test
    void keepsTimeSequenceAndPlaceInStepWhenThreadsShareAReporter() throws InterruptedException {
        DeploymentReporter reporter = reporter();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 100; i++) {
                        reporter.imageBuilding().progress("layer " + i);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(published()).extracting(ServiceEvent::sequence).hasSize(400).isSorted();
    }

    private DeploymentReporter reporter() {
        return publisher
                .deployment(SERVICE, "fraud detection")
                .model("TF")
                .modelVersion("3.0.0")
                .reporter();
    }

    private List<ServiceEvent> published() {
        return ((FlushResult.Unacknowledged) publisher.close(Duration.ZERO)).events();
    }

    private static final class SettableClock extends Clock {

        private long now = 1_700_000_000_000L;

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
