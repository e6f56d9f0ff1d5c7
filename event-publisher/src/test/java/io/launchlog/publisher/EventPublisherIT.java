package io.launchlog.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.TimeWindow;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.Decoded;
import io.launchlog.model.wire.Topics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventPublisherIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private final int port = LoopbackPort.free();
    private final PublisherSettings settings = PublisherSettings.of("127.0.0.1:" + port, "/orchestrator");
    private final long now = System.currentTimeMillis();
    private EmbeddedKafka kafka;

    @BeforeEach
    void startKafka() {
        kafka = EmbeddedKafka.start(directory, port);
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @Test
    void bringsEveryEventToKafkaAsItWasAndTellsWhere() throws Exception {
        createTopic();
        List<ServiceEvent> events = events(0, 300);
        List<Receipt> receipts;
        try (EventPublisher publisher = new EventPublisher(settings)) {
            List<CompletionStage<Receipt>> stages =
                    events.stream().map(publisher::publish).toList();
            receipts = stages.stream()
                    .map(stage -> stage.toCompletableFuture().join())
                    .toList();
            assertThat(publisher.counters()).isEqualTo(new PublisherCounters(300, 300, 0, 0, 0, 0));
        }

        List<ConsumerRecord<byte[], byte[]>> messages = messages();
        assertThat(messages).hasSize(300);
        for (int i = 0; i < 300; i++) {
            Receipt.Acknowledged place = (Receipt.Acknowledged) receipts.get(i);
            ConsumerRecord<byte[], byte[]> message = messages.stream()
                    .filter(candidate -> candidate.partition() == place.partition()
                            && candidate.offset() == place.offset()
                            && candidate.topic().equals(place.topic()))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(message.key(), UTF_8))
                    .isEqualTo(events.get(i).service().path());
            assertThat(message.headers().lastHeader("content-type").value())
                    .asString()
                    .isEqualTo("application/json");
            assertThat(message.headers().lastHeader("ce_type").value())
                    .asString()
                    .isEqualTo("io.launchlog.service.event.v1");
            assertThat(decode(message)).isEqualTo(events.get(i));
        }
    }

    @Test
    void givesAnEventTheTraceInWhichItIsPublishedUnlessItHasOne() throws Exception {
        createTopic();
        String current = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String own = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        Span span = Span.wrap(SpanContext.create(
                current.substring(3, 35), current.substring(36, 52), TraceFlags.getSampled(), TraceState.getDefault()));
        try (EventPublisher publisher = new EventPublisher(settings);
                Scope _ = span.makeCurrent()) {
            publisher.publish(traced("without", null));
            publisher.publish(traced("with", own));
        }

        assertThat(messages())
                .map(EventPublisherIT::decode)
                .extracting(
                        event -> event.identity().id(), event -> event.carried().traceparent())
                .containsExactlyInAnyOrder(tuple("without", current), tuple("with", own));
    }

    @Test
    void deliversWhatWasAcceptedWhileKafkaWasAwayInOrderAndExactlyOnce() throws Exception {
        createTopic();
        try (EventPublisher publisher = new EventPublisher(settings.withBuffer(500, 2_000_000))) {
            events(0, 100).forEach(publisher::publish);
            assertThat(publisher.flush(LONG)).isEqualTo(new FlushResult.AllAcknowledged());

            // Some of these are on their way when Kafka stops.
            events(100, 300).forEach(publisher::publish);
            kafka.close();
            List<CompletionStage<Receipt>> refusedInTheEnd =
                    events(300, 900).stream().map(publisher::publish).toList();
            PublisherCounters away = publisher.counters();
            assertThat(away.waiting()).isEqualTo(500);
            assertThat(away.refused()).isPositive();
            assertThat(away.accepted() + away.refused()).isEqualTo(900);
            assertThat(refusedInTheEnd.getLast().toCompletableFuture().getNow(null))
                    .isInstanceOf(Receipt.Refused.class);

            kafka = EmbeddedKafka.start(directory, port);
            assertThat(publisher.flush(LONG)).isEqualTo(new FlushResult.AllAcknowledged());
            assertThat(publisher.counters().acknowledged()).isEqualTo(away.accepted());
            // And it goes on.
            events(900, 910).forEach(publisher::publish);
            assertThat(publisher.flush(LONG)).isEqualTo(new FlushResult.AllAcknowledged());

            int accepted = (int) away.accepted();
            List<ServiceEvent> expected = new ArrayList<>(events(0, accepted));
            expected.addAll(events(900, 910));
            assertArrivedOnceAndInOrder(expected);
        }
    }

    @Test
    void waitsForKafkaAndForTheTopicWhenItStartsFirst() throws Exception {
        kafka.close();
        try (EventPublisher publisher = new EventPublisher(settings)) {
            events(0, 50).forEach(publisher::publish);
            kafka = EmbeddedKafka.start(directory, port);
            events(50, 100).forEach(publisher::publish);
            createTopic();
            assertThat(publisher.flush(LONG)).isEqualTo(new FlushResult.AllAcknowledged());
            assertArrivedOnceAndInOrder(events(0, 100));
        }
    }

    @Test
    void tellsAtTheCloseWhatAStoppedKafkaDidNotAcknowledge() throws Exception {
        createTopic();
        EventPublisher publisher = new EventPublisher(settings);
        events(0, 10).forEach(publisher::publish);
        assertThat(publisher.flush(LONG)).isEqualTo(new FlushResult.AllAcknowledged());
        kafka.close();
        List<ServiceEvent> lost = events(10, 200);
        List<CompletionStage<Receipt>> receipts =
                lost.stream().map(publisher::publish).toList();
        assertThat(publisher.close(Duration.ofMillis(100))).isEqualTo(new FlushResult.Unacknowledged(190, lost));
        assertThat(receipts)
                .allSatisfy(receipt ->
                        assertThat(receipt.toCompletableFuture().getNow(null)).isInstanceOf(Receipt.Failed.class));
        assertThat(publisher.counters()).isEqualTo(new PublisherCounters(200, 10, 0, 190, 0, 0));
    }

    @Test
    void takesTheLargestEventThatTheContractAllows() throws Exception {
        createTopic();
        ServiceEvent small = event(1, "x");
        int room = EventPublisher.LARGEST_EVENT_BYTES - bytes(small) + 1;
        ServiceEvent largest = event(1, noise(room));
        assertThat(bytes(largest)).isEqualTo(EventPublisher.LARGEST_EVENT_BYTES);
        try (EventPublisher publisher = new EventPublisher(settings)) {
            assertThat(publisher.publish(largest).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isInstanceOf(Receipt.Acknowledged.class);
        }
        assertThat(messages())
                .singleElement()
                .satisfies(message -> assertThat(decode(message)).isEqualTo(largest));
    }

    @Test
    void failsTheEventWhenKafkaSaysThatItWillNeverTakeIt() throws Exception {
        try (EventPublisher publisher = new EventPublisher(settings.withTopic("no topic has this name"))) {
            assertThat(publisher.publish(event(1, null)).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Receipt.Failed.class,
                            failed -> assertThat(failed.cause()).isInstanceOf(InvalidTopicException.class));
            assertThat(publisher.flush(Duration.ZERO))
                    .isEqualTo(new FlushResult.Unacknowledged(1, List.of(event(1, null))));
        }
    }

    @Test
    void anEventKeepsItsIdentityWhenAnotherPublisherPublishesItAgain() throws Exception {
        createTopic();
        ServiceEvent event = event(1, null);
        for (int attempt = 0; attempt < 2; attempt++) {
            try (EventPublisher publisher = new EventPublisher(settings)) {
                publisher.publish(event);
            }
        }
        assertThat(messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(decode(message)).isEqualTo(event));
    }

    private void assertArrivedOnceAndInOrder(List<ServiceEvent> expected) {
        List<ServiceEvent> arrived =
                messages().stream().map(EventPublisherIT::decode).toList();
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected);
        for (int service = 0; service < 5; service++) {
            String id = "service-" + service;
            assertThat(arrived.stream()
                            .filter(event -> event.service().serviceId().equals(id)))
                    .containsExactlyElementsOf(expected.stream()
                            .filter(event -> event.service().serviceId().equals(id))
                            .toList());
        }
    }

    private List<ServiceEvent> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> event(number, null)).toList();
    }

    private ServiceEvent event(int number, String subject) {
        return ServiceEvent.builder(
                        new EventIdentity("/orchestrator", "event-" + number),
                        new ServiceKey("project", "service-" + number % 5))
                .serviceName("service " + number % 5)
                .eventInfo("[TF 3.0.0] pulling model image, layer " + number)
                .occurTime(now + number)
                .sequence((long) number)
                .labels(Map.of("layer", "" + number))
                .carried(new CarriedAttributes(subject, null, null))
                .build();
    }

    /** Text that no compression makes small. */
    private static String noise(int length) {
        return new java.util.Random(7)
                .ints(length, '!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int bytes(ServiceEvent event) {
        return new Delivery(event, new io.launchlog.model.wire.CloudEventEncoder("any").encode(event)).bytes();
    }

    private ServiceEvent traced(String id, @Nullable String traceparent) {
        return ServiceEvent.builder(new EventIdentity("/traced", id), new ServiceKey("project", "service"))
                .serviceName("name")
                .eventInfo("text")
                .occurTime(now)
                .carried(new CarriedAttributes(null, null, traceparent))
                .build();
    }

    private static ServiceEvent decode(ConsumerRecord<byte[], byte[]> message) {
        Decoded decoded = new CloudEventDecoder(TimeWindow.DEFAULT)
                .decode(message.headers(), message.value(), message.timestamp());
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted) decoded).event();
    }

    private void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.SERVICE_EVENTS, PARTITIONS, (short) 1)
                            .configs(Map.of("max.message.bytes", "" + Topics.MAXIMUM_RECORD_BYTES))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** All that is on the topic now, partition by partition. */
    private List<ConsumerRecord<byte[], byte[]>> messages() {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.SERVICE_EVENTS, partition))
                .toList();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Awaitility.await().atMost(LONG).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return messages;
    }
}
