package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Obstacles that an operator can take away: until then ingest waits, and nothing is skipped. */
class IngestObstaclesIT {

    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);

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
    void waitsWhileOneIndexIsBlockedAndStoresTheRestOfTheBatchOnce() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        long lastMonth = System.currentTimeMillis() - Duration.ofDays(31).toMillis();
        String blocked = NAMES.eventsAt(lastMonth);
        fixture.send(fixture.event("before").occurTime(lastMonth).build());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before"));
        block(blocked, true);
        try {
            fixture.send(List.of(
                    fixture.encode(
                            fixture.event("held up").occurTime(lastMonth + 1).build()),
                    fixture.encode(fixture.event("free").build())));
            eventually()
                    .untilAsserted(() -> assertThat(IngestFixture.health(ingest)
                                    .at("/components/ingest")
                                    .toString())
                            .contains("OUT_OF_SERVICE", "cluster_block_exception"));
            eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before", "free"));
            assertThat(fixture.lag()).isPositive();
        } finally {
            block(blocked, false);
        }

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before", "held up", "free"));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.indexed")).isEqualTo(3);
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.duplicates")).isZero();
    }

    @Test
    void waitsWhileDeadLettersCannotBeWrittenAndWritesEachOnce() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(
                "spring.kafka.producer.properties.max.block.ms=500",
                "spring.kafka.producer.properties.request.timeout.ms=500",
                "spring.kafka.producer.properties.delivery.timeout.ms=1000",
                "spring.kafka.producer.properties.metadata.max.age.ms=500");
        String deadLetters = Topics.deadLettersOf(fixture.topic());
        try (Admin admin = IngestFixture.admin()) {
            eventually().until(() -> admin.listTopics().names().get().contains(deadLetters));
            fixture.send(fixture.event("before").build());
            eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before"));
            admin.deleteTopics(List.of(deadLetters)).all().get();
            eventually().until(() -> !admin.listTopics().names().get().contains(deadLetters));

            fixture.send(IntStream.range(0, 3).mapToObj(i -> poison()).toList());
            eventually()
                    .untilAsserted(() -> assertThat(IngestFixture.health(ingest)
                                    .at("/components/ingest")
                                    .toString())
                            .contains("OUT_OF_SERVICE", "dead-letter-topic"));
            assertThat(fixture.lag()).isEqualTo(3);

            admin.createTopics(List.of(new NewTopic(deadLetters, 1, (short) 1)))
                    .all()
                    .get();
        }

        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(fixture.deadLetters()).hasSize(3);
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.dead.letters"))
                .isEqualTo(3);
    }

    @Test
    void doesNotTryAgainBeforeItsTimeWhenDeadLettersCannotBeWritten() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(
                "launchlog.retry.initial=1h",
                "launchlog.retry.maximum=1h",
                "spring.kafka.producer.properties.max.block.ms=500",
                "spring.kafka.producer.properties.request.timeout.ms=500",
                "spring.kafka.producer.properties.delivery.timeout.ms=1000");
        String deadLetters = Topics.deadLettersOf(fixture.topic());
        try (Admin admin = IngestFixture.admin()) {
            eventually().until(() -> admin.listTopics().names().get().contains(deadLetters));
            admin.deleteTopics(List.of(deadLetters)).all().get();
        }

        fixture.send(List.of(poison()));

        eventually()
                .untilAsserted(() -> assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retries"))
                        .isEqualTo(1));
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> IngestFixture.counter(ingest, "launchlog.ingest.retries") == 1);
        assertThat(fixture.lag()).isEqualTo(1);
    }

    @Test
    void skipsNothingWhenPollingFailsWhileABatchIsRepeated() throws Exception {
        FailingPolls.ARMED.set(false);
        ConfigurableApplicationContext ingest = fixture.startIngest(FailingPolls.class);
        fixture.send(fixture.event("before").build());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before"));
        IngestFixture.stopElasticsearch();
        try {
            fixture.send(fixture.event("held up").build());
            eventually()
                    .untilAsserted(() -> assertThat(IngestFixture.health(ingest)
                                    .at("/components/ingest")
                                    .toString())
                            .contains("OUT_OF_SERVICE"));
            FailingPolls.ARMED.set(true);
            eventually().untilFalse(FailingPolls.ARMED);
            fixture.send(fixture.event("behind").build());
        } finally {
            IngestFixture.startElasticsearch();
        }

        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before", "held up", "behind"));
    }

    @Test
    void writesADeadLetterWithoutItsValueWhenItIsOverTheLimitOfTheirTopic() throws Exception {
        fixture.startIngest();
        limitDeadLetters(10_000);
        byte[] key = fixture.service().path().getBytes(StandardCharsets.UTF_8);

        fixture.send(List.of(
                new ProducerRecord<>(fixture.topic(), key, new byte[20_000]),
                fixture.encode(fixture.event("behind").build())));

        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("behind"));
        assertThat(fixture.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(text(letter, DeadLetterHeaders.DETAIL)).contains("20000 bytes left out");
        });
    }

    @Test
    void writesADeadLetterOfOurHeadersAloneWhenKeyOrHeadersAreOverTheLimitOfTheirTopic() throws Exception {
        fixture.startIngest();
        limitDeadLetters(10_000);
        byte[] key = fixture.service().path().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> largeHeaders = new ProducerRecord<>(fixture.topic(), key, null);
        largeHeaders.headers().add("trace", new byte[20_000]);
        largeHeaders.headers().add(DeadLetterHeaders.FIRST_ORIGINAL, new byte[20_000]);

        List<RecordMetadata> sent = fixture.send(List.of(
                new ProducerRecord<>(fixture.topic(), new byte[20_000], new byte[10]),
                largeHeaders,
                fixture.encode(fixture.event("behind").build())));

        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("behind"));
        assertThat(fixture.deadLetters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.key()).isNull();
            assertThat(letter.value()).isNull();
            assertThat(letter.headers()).extracting(Header::key).doesNotContain("trace", "launchlog-first-original");
        });
        assertThat(fixture.deadLetters())
                .extracting(
                        letter -> text(letter, DeadLetterHeaders.REASON),
                        letter -> text(letter, DeadLetterHeaders.ORIGINAL_PARTITION),
                        letter -> text(letter, DeadLetterHeaders.ORIGINAL_OFFSET))
                .containsExactlyInAnyOrder(
                        tuple(
                                "not-cloudevent",
                                "" + sent.get(0).partition(),
                                "" + sent.get(0).offset()),
                        tuple(
                                "empty",
                                "" + sent.get(1).partition(),
                                "" + sent.get(1).offset()));
        assertThat(fixture.deadLetters())
                .extracting(letter -> text(letter, DeadLetterHeaders.DETAIL))
                .anySatisfy(detail -> assertThat(detail)
                        .startsWith("Key of 20000 bytes, value of 10 and headers of 0 left out, too large: "));
    }

    @Test
    void cutsABatchThatIsTooLargeForOneBulk() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest("launchlog.store.maximum-bulk-size=2KB");

        fixture.send(IntStream.range(0, 100)
                .mapToObj(i -> fixture.encode(fixture.event("event " + i).build()))
                .toList());

        eventually().untilAsserted(() -> assertThat(fixture.texts()).hasSize(100));
        assertThat(IngestFixture.timerCount(ingest, "launchlog.ingest.bulk")).isGreaterThan(10);
    }

    private ProducerRecord<byte[], byte[]> poison() {
        return new ProducerRecord<>(
                fixture.topic(), fixture.service().path().getBytes(StandardCharsets.UTF_8), new byte[] {'x'});
    }

    private void limitDeadLetters(int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.deadLettersOf(fixture.topic()));
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = IngestFixture.admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        }
    }

    private static String text(ConsumerRecord<?, ?> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static void block(String index, boolean blocked) {
        IngestFixture.elasticsearch(
                "PUT", "/" + index + "/_settings", "{\"index.blocks.read_only_allow_delete\": " + blocked + "}");
    }
}
