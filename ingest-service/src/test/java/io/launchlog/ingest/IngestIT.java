package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What must be true of ingest with a real broker and a real node. */
class IngestIT {

    private static final long BASE = System.currentTimeMillis() - 10_000;

    private IngestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void indexesEveryEventOnceAndCommits() throws Exception {
        fixture.startIngest();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        IntStream.range(0, 500).forEach(i -> records.add(fixture.encode(event(i).build())));

        fixture.send(records);

        eventually()
                .untilAsserted(() -> assertThat(fixture.texts())
                        .containsExactlyElementsOf(IntStream.range(0, 500)
                                .mapToObj(i -> "event " + i)
                                .toList()));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(fixture.deadLetters()).isEmpty();
    }

    @Test
    void takesTheSameEventSentAgainForADuplicate() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        ServiceEvent event = fixture.event("once").build();

        fixture.send(List.of(fixture.encode(event), fixture.encode(event)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        fixture.send(event);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("once"));
        assertThat(fixture.deadLetters()).isEmpty();
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.duplicates")).isEqualTo(2);
    }

    @Test
    void keepsTheFirstOfTwoEventsWithOneIdentityAndOtherContent() throws Exception {
        fixture.startIngest();
        ServiceEvent first = fixture.event("id-1", "first").build();
        ServiceEvent second = fixture.event("id-1", "second").build();

        List<RecordMetadata> sent = fixture.send(List.of(fixture.encode(first), fixture.encode(second)));

        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("first"));
        assertThat(fixture.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("conflict");
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_OFFSET))
                    .isEqualTo(Long.toString(sent.get(1).offset()));
        });
    }

    @Test
    void writesADeadLetterWithReasonAndCoordinatesAndGoesOn() throws Exception {
        fixture.startIngest();
        byte[] key = fixture.service().path().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>(fixture.topic(), key, new byte[] {'{', 'x'});
        poison.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        poison.headers().add("trace", new byte[] {0, (byte) 0xff});

        List<RecordMetadata> sent =
                fixture.send(List.of(fixture.encode(event(0).build()), poison, fixture.encode(event(1).build())));

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("event 0", "event 1"));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(fixture.deadLetters()).singleElement().satisfies(letter -> {
            RecordMetadata original = sent.get(1);
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(poison.value());
            assertThat(letter.headers().lastHeader("trace").value()).isEqualTo(new byte[] {0, (byte) 0xff});
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("malformed");
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains("no JSON");
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_TOPIC)).isEqualTo(fixture.topic());
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_TOPIC_ID)).isEqualTo(fixture.topicId());
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_PARTITION))
                    .isEqualTo(Integer.toString(original.partition()));
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_OFFSET)).isEqualTo(Long.toString(original.offset()));
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_TIMESTAMP))
                    .isEqualTo(Long.toString(original.timestamp()));
        });
    }

    @Test
    void indexesTheLargestTextsAndTheStrangestLabels() throws Exception {
        fixture.startIngest();
        String largest = "\uD83D\uDE80".repeat(8192);
        String longWord = "x".repeat(8192);
        Map<String, String> labels = Map.of(
                "app",
                "a",
                "app.kubernetes.io/name",
                "b",
                ".",
                "dot",
                "..",
                "dots",
                "a.",
                "end",
                " a",
                "blank",
                "é",
                "\0");

        fixture.send(fixture.event(largest).sequence(0L).labels(labels).build());
        fixture.send(fixture.event(longWord).sequence(1L).build());
        fixture.send(fixture.event("a\u0000b \uFFFF \uFEFF").sequence(2L).build());

        eventually()
                .untilAsserted(() -> assertThat(fixture.texts())
                        .containsExactlyInAnyOrder(largest, longWord, "a\u0000b \uFFFF \uFEFF"));
        assertThat(fixture.deadLetters()).isEmpty();
    }

    @Test
    void mergesWhatEventsSayOfTheirServiceWhateverTheirOrder() throws Exception {
        fixture.startIngest();
        long now = System.currentTimeMillis();

        fixture.send(fixture.event("renamed").serviceName("new").occurTime(now).build());
        fixture.send(
                fixture.event("late").serviceName("old").occurTime(now - 1000).build());
        fixture.send(fixture.event("tie")
                .serviceName("newest")
                .occurTime(now)
                .sequence(1L)
                .build());

        eventually()
                .untilAsserted(() -> assertThat(fixture.serviceDocument().toString())
                        .contains(
                                "\"service_name\":\"newest\"",
                                "\"first_seen\":" + (now - 1000),
                                "\"last_seen\":" + now));
    }

    @Test
    void goesOnWithoutLossWhenElasticsearchComesBackAndSaysInBetweenSinceWhenAndWhy() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        fixture.send(event(0).build());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).hasSize(1));
        IngestFixture.stopElasticsearch();
        try {
            fixture.send(IntStream.range(1, 300)
                    .mapToObj(i -> fixture.encode(event(i).build()))
                    .toList());
            eventually()
                    .untilAsserted(() -> assertThat(IngestFixture.health(ingest)
                                    .at("/components/ingest")
                                    .toString())
                            .contains(
                                    "OUT_OF_SERVICE", "\"since\":\"20", "\"cause\":\"elasticsearch\"", "\"attempts\""));
            assertThat(fixture.lag()).isPositive();
        } finally {
            IngestFixture.startElasticsearch();
        }

        eventually()
                .untilAsserted(() -> assertThat(fixture.texts())
                        .containsExactlyElementsOf(IntStream.range(0, 300)
                                .mapToObj(i -> "event " + i)
                                .toList()));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(IngestFixture.health(ingest).at("/components/ingest/status").asString())
                .isEqualTo("UP");
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retries")).isPositive();
        assertThat(fixture.deadLetters()).isEmpty();
    }

    @Test
    void startsWhileElasticsearchIsAwayAndBeginsWhenItIsThere() throws Exception {
        IngestFixture.stopElasticsearch();
        ConfigurableApplicationContext ingest;
        try {
            ingest = fixture.startIngest();
            eventually()
                    .untilAsserted(() -> assertThat(IngestFixture.health(ingest)
                                    .at("/components/ingest")
                                    .toString())
                            .contains("set-up", "elasticsearch"));
        } finally {
            IngestFixture.startElasticsearch();
        }

        fixture.send(event(0).build());

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("event 0"));
    }

    @Test
    void goesOnWhereItWasStopped() throws Exception {
        ConfigurableApplicationContext first = fixture.startIngest();
        fixture.send(event(0).build());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).hasSize(1));
        first.close();
        fixture.send(event(1).build());

        ConfigurableApplicationContext second = fixture.startIngest();

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("event 0", "event 1"));
        assertThat(IngestFixture.counter(second, "launchlog.ingest.received")).isEqualTo(1);
    }

    @Test
    void severalInstancesMakeTemplatesAndIndicesAtOnceAndShareThePartitions() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<ConfigurableApplicationContext>> starts = IntStream.range(0, 3)
                    .mapToObj(_ -> threads.submit(() -> fixture.startIngest("spring.kafka.listener.concurrency=1")))
                    .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        }

        fixture.send(IntStream.range(0, 200)
                .mapToObj(i -> fixture.encode(event(i).build()))
                .toList());

        eventually().untilAsserted(() -> assertThat(fixture.texts()).hasSize(200));
        assertThat(IngestFixture.elasticsearch("GET", "/_index_template/launchlog-*", "")
                        .path("index_templates")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void anEventThatElasticsearchRefusesForGoodBecomesADeadLetter() throws Exception {
        fixture.startIngest();
        // A month whose index somebody has made with another mapping, so that the document itself is refused.
        long lastMonth = System.currentTimeMillis() - Duration.ofDays(62).toMillis();
        String index = new IndexNames(Generation.FIRST, BucketSize.MONTH).eventsAt(lastMonth);
        eventually()
                .until(() -> IngestFixture.elasticsearch("GET", "/_index_template/launchlog-events-g1", "")
                        .has("index_templates"));
        IngestFixture.elasticsearch(
                "PUT", "/" + index, "{\"mappings\": {\"properties\": {\"service_name\": {\"type\": \"long\"}}}}");

        fixture.send(List.of(
                fixture.encode(fixture.event("refused").occurTime(lastMonth).build()),
                fixture.encode(event(1).build())));

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("event 1"));
        eventually()
                .untilAsserted(() -> assertThat(fixture.deadLetters())
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("rejected");
                            assertThat(header(letter, DeadLetterHeaders.DETAIL)).contains("document_parsing_exception");
                        }));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        IngestFixture.elasticsearch("DELETE", "/" + index, "");
    }

    private ServiceEventBuilder event(int number) {
        return fixture.event("event " + number).sequence((long) number).occurTime(BASE + number);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
