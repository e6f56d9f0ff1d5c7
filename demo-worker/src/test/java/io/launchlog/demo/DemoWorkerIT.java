package io.launchlog.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.InvalidEventException;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.Status;
import io.launchlog.model.event.TimeWindow;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.Decoded;
import io.launchlog.model.wire.Topics;
import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.PublisherSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DemoWorkerIT {

    @TempDir
    static Path kafkaDirectory;

    private static EmbeddedKafka kafka;

    @TempDir
    Path directory;

    private final List<String> lines = new ArrayList<>();
    private EventPublisher publisher;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(kafkaDirectory, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.SERVICE_EVENTS, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void makePublisher() {
        publisher = new EventPublisher(PublisherSettings.of(kafka.bootstrapServers(), "/launchlog/demo"));
    }

    @AfterEach
    void closePublisher() {
        publisher.close(Duration.ZERO);
    }

    @Test
    void deploysThreeServicesForRealAndPublishesWhatHappened() throws Exception {
        DemoResult result = worker().run("shop");

        assertThat(result.projectId()).isEqualTo("shop");
        assertThat(result.allAcknowledged()).isTrue();
        assertThat(result.runs())
                .extracting(DemoRun::serviceId)
                .containsExactly("demo-resnet", "demo-bert", "demo-llama");
        assertThat(result.runs().get(0).outcome()).isEqualTo(new DemoOutcome.Succeeded("cat"));
        assertThat(result.runs().get(1).outcome()).isInstanceOfSatisfying(DemoOutcome.Failed.class, failed -> {
            assertThat(failed.phase()).isEqualTo(Phase.IMAGE_PULLING);
            assertThat(failed.errorCode()).isEqualTo("CHECKSUM_MISMATCH");
        });
        assertThat(result.runs().get(2).outcome()).isInstanceOfSatisfying(DemoOutcome.Failed.class, failed -> {
            assertThat(failed.phase()).isEqualTo(Phase.MODEL_STARTUP);
            assertThat(failed.errorCode()).isEqualTo("PROCESS_EXITED");
        });

        for (DemoRun run : result.runs()) {
            List<ServiceEvent> events = events(run);
            assertThat(events).hasSize(run.published()).hasSize(run.acknowledged());
            assertThat(events)
                    .allMatch(event -> event.service().projectId().equals("shop")
                            && event.serviceName().equals(run.serviceName()));
            assertThat(events).extracting(ServiceEvent::occurTime).isSorted();
            assertThat(events).extracting(ServiceEvent::sequence).isSorted();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void tellsASuccessInTheDocumentedWordsPhaseByPhase() throws Exception {
        List<ServiceEvent> events = events(worker().run("words").runs().get(0));
        assertThat(events).allMatch(event -> event.eventType() == EventType.NORMAL);
        assertThat(told(events))
                .containsExactly(
                        "null STARTED start to deploy service",
                        "IMAGE_BUILDING STARTED building image for model [resnet-50 1.0.0]",
                        "IMAGE_BUILDING SUCCEEDED model (resnet-50 1.0.0) build image success",
                        "ENVIRONMENT_PREPARATION STARTED preparing environment",
                        "ENVIRONMENT_PREPARATION SUCCEEDED [resnet-50 1.0.0] prepare environment success",
                        "RESOURCE_SCHEDULING STARTED [resnet-50 1.0.0] scheduling resource",
                        "RESOURCE_SCHEDULING SUCCEEDED [resnet-50 1.0.0] schedule resource success",
                        "IMAGE_PULLING STARTED [resnet-50 1.0.0] pulling model image",
                        "IMAGE_PULLING SUCCEEDED [resnet-50 1.0.0] pull image success",
                        "MODEL_STARTUP STARTED [resnet-50 1.0.0] starting model",
                        "MODEL_STARTUP SUCCEEDED Service image-classification started.",
                        "null STARTED The service is being stopped.",
                        "null SUCCEEDED The service has been stopped.");
        assertThat(events)
                .filteredOn(event -> event.status() == Status.PROGRESS)
                .extracting(ServiceEvent::phase)
                .containsExactly(
                        Phase.IMAGE_BUILDING,
                        Phase.ENVIRONMENT_PREPARATION,
                        Phase.RESOURCE_SCHEDULING,
                        Phase.IMAGE_PULLING,
                        Phase.MODEL_STARTUP,
                        Phase.MODEL_STARTUP);
        ServiceEvent last = events.getLast();
        assertThat(last.image()).isEqualTo("demo-registry/resnet-50:1.0.0");
        assertThat(last.instanceId()).startsWith("demo-resnet-");
        assertThat(last.node()).isNotBlank();
    }

    @Test
    void saysWhyADeploymentFailed() throws Exception {
        DemoResult result = worker().run("reasons");

        List<ServiceEvent> bert = abnormal(events(result.runs().get(1)));
        assertThat(bert).hasSize(2).allMatch(event -> "CHECKSUM_MISMATCH".equals(event.errorCode()));
        assertThat(bert.get(0).phase()).isEqualTo(Phase.IMAGE_PULLING);
        assertThat(bert.get(0).eventInfo())
                .matches("Failed to pull image demo-registry/bert-base:2\\.1\\.0: checksum mismatch:"
                        + " expected sha256:[0-9a-f]{64}, found sha256:[0-9a-f]{64}");
        assertThat(bert.get(1).phase()).isNull();
        assertThat(bert.get(1).eventInfo())
                .isEqualTo("Service text-classification failed. Error: "
                        + bert.get(0).eventInfo());

        List<ServiceEvent> llama = abnormal(events(result.runs().get(2)));
        assertThat(llama).hasSize(2).allMatch(event -> "PROCESS_EXITED".equals(event.errorCode()));
        assertThat(llama.get(0).phase()).isEqualTo(Phase.MODEL_STARTUP);
        assertThat(llama.get(0).eventInfo())
                .isEqualTo("Failed to start service chat-assistant: the process exited with code 3: Cannot load model"
                        + " model.properties: weights.no has 2 numbers, but the model has 3 inputs");
        assertThat(lines)
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("demo-resnet: deployed, answered \"cat\", stopped \\(\\d+\\.\\d s\\)"),
                        line -> assertThat(line).startsWith("demo-bert: failed in image_pulling: Failed to pull image"),
                        line -> assertThat(line)
                                .startsWith("demo-llama: failed in model_startup: Failed to start service"));
    }

    @Test
    void aSecondRunAddsToTheHistoryOfTheSameServices() throws Exception {
        DemoResult first = worker().run("again");
        DemoResult second = worker().run("again");
        List<ServiceEvent> all = events().stream()
                .filter(event -> event.service().projectId().equals("again"))
                .toList();
        assertThat(all)
                .hasSize(first.runs().stream().mapToInt(DemoRun::published).sum()
                        + second.runs().stream().mapToInt(DemoRun::published).sum());
        assertThat(all).extracting(ServiceEvent::identity).doesNotHaveDuplicates();
        assertThat(second.runs())
                .extracting(DemoRun::serviceId)
                .isEqualTo(first.runs().stream().map(DemoRun::serviceId).toList());
        assertThat(second.runs())
                .extracting(DemoRun::deploymentId)
                .doesNotContainAnyElementsOf(
                        first.runs().stream().map(DemoRun::deploymentId).toList());
    }

    @Test
    void anInterruptEndsItAndLeavesNothingBehind() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end.complete(catchThrowable(() -> worker().run("interrupted"))));
        thread.start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> ProcessHandle.current().children().findAny().isPresent());
        thread.interrupt();
        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThatNothingIsLeft();
        publisher.flush(Duration.ofSeconds(30));
        assertThat(events())
                .filteredOn(event -> event.service().projectId().equals("interrupted"))
                .last()
                .satisfies(event -> {
                    assertThat(event.eventInfo()).matches("Service .+ failed\\. Error: the demo was stopped");
                    assertThat(event.eventType()).isEqualTo(EventType.ABNORMAL);
                });
    }

    @Test
    void countsWhatKafkaDidNotTake() throws Exception {
        PublisherSettings away = PublisherSettings.of("127.0.0.1:" + LoopbackPort.free(), "/launchlog/demo")
                .withBuffer(10, 2_000_000)
                .withDeliveryTimeout(Duration.ofSeconds(1));
        EventPublisher unheard = new EventPublisher(away);
        try {
            DemoResult result = new DemoWorker(unheard, directory, Clock.systemUTC(), lines::add).run("away");
            assertThat(result.allAcknowledged()).isFalse();
            assertThat(result.runs()).extracting(DemoRun::acknowledged).containsOnly(0);
            assertThat(result.runs().getFirst().accepted()).isBetween(10, 19);
            assertThat(result.runs().getFirst().outcome()).isEqualTo(new DemoOutcome.Succeeded("cat"));
        } finally {
            unheard.close(Duration.ZERO);
        }
    }

    @Test
    void refusesAProjectThatCannotBe() {
        assertThatThrownBy(() -> worker().run("no such/project"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("project_id is \"no such/project\"");
        assertThatNothingIsLeft();
    }

    private DemoWorker worker() {
        return new DemoWorker(publisher, directory.resolve("demo"), Clock.systemUTC(), lines::add);
    }

    private void assertThatNothingIsLeft() {
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(directory.resolve("demo")).isEmptyDirectory();
    }

    private static List<String> told(List<ServiceEvent> events) {
        return events.stream()
                .filter(event -> event.status() != Status.PROGRESS)
                .map(event -> event.phase() + " " + event.status() + " " + event.eventInfo())
                .toList();
    }

    private static List<ServiceEvent> abnormal(List<ServiceEvent> events) {
        return events.stream()
                .filter(event -> event.eventType() == EventType.ABNORMAL)
                .toList();
    }

    private static List<ServiceEvent> events(DemoRun run) {
        return events().stream()
                .filter(event -> run.deploymentId().equals(event.deploymentId()))
                .toList();
    }

    /** All that is on the topic, decoded as ingest does. */
    private static List<ServiceEvent> events() {
        TopicPartition partition = new TopicPartition(Topics.SERVICE_EVENTS, 0);
        CloudEventDecoder decoder = new CloudEventDecoder(TimeWindow.DEFAULT);
        List<ServiceEvent> events = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    Decoded decoded = decoder.decode(message.headers(), message.value(), message.timestamp());
                    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
                    events.add(((Decoded.Accepted) decoded).event());
                });
            }
        }
        return events;
    }
}
