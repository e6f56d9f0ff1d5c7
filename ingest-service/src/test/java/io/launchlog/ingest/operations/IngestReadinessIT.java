package io.launchlog.ingest.operations;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.ingest.IngestFixture;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Readiness means progress. */
class IngestReadinessIT {

    private IngestFixture fixture;
    private IngestFixture patient;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
        patient = new IngestFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
        patient.close();
    }

    @Test
    void is_lost_after_the_grace_with_since_and_why_while_liveness_stays_and_comes_back_by_itself() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest("launchlog.health.grace=200ms");
        ConfigurableApplicationContext withPatience = patient.startIngest("launchlog.health.grace=1h");
        fixture.send(fixture.event("before").build());
        patient.send(patient.event("before").build());
        eventually()
                .untilAsserted(() -> assertThat(fixture.lag() + patient.lag()).isZero());
        eventually().untilAsserted(() -> assertThat(readiness(ingest)).contains("UP"));
        assertThat(Instant.parse(
                        progress(ingest).at("/details/last-successful-bulk").asString()))
                .isBeforeOrEqualTo(Instant.now());

        Instant stopped = Instant.now();
        IngestFixture.stopElasticsearch();
        try {
            fixture.send(IntStream.range(0, 7)
                    .mapToObj(i -> fixture.encode(fixture.event("held up " + i).build()))
                    .toList());
            patient.send(patient.event("held up").build());

            eventually().untilAsserted(() -> assertThat(readiness(ingest)).contains("OUT_OF_SERVICE"));
            assertThat(Instant.parse(progress(ingest).at("/details/since").asString()))
                    .isBetween(stopped, Instant.now());
            eventually()
                    .untilAsserted(
                            () -> assertThat(progress(ingest).at("/details/why").asString())
                                    .contains("elasticsearch"));
            eventually().untilAsserted(() -> assertThat(lag(ingest)).isPositive());
            assertThat(IngestFixture.health(ingest, "/liveness").path("status").asString())
                    .isEqualTo("UP");
            eventually()
                    .untilAsserted(() -> assertThat(IngestFixture.health(withPatience)
                                    .at("/components/ingest/status")
                                    .asString())
                            .isEqualTo("OUT_OF_SERVICE"));
            assertThat(readiness(withPatience)).contains("UP");
        } finally {
            IngestFixture.startElasticsearch();
        }

        eventually().untilAsserted(() -> assertThat(readiness(ingest)).contains("UP"));
        eventually().untilAsserted(() -> assertThat(lag(ingest)).isZero());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).hasSize(8));
        assertThat(ingest.getBean(MeterRegistry.class)
                        .get("launchlog.ingest.paused")
                        .functionCounter()
                        .count())
                .isPositive();
    }

    /** As after a freeze past its session: a batch in hand is repeated, whoever has its partitions. */
    @Test
    void is_lost_also_for_a_batch_whose_partition_goes_and_comes_again() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(
                "launchlog.topic.partitions=1", "spring.kafka.listener.concurrency=1", "launchlog.health.grace=200ms");
        fixture.send(fixture.event("before").build());
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        IngestFixture.stopElasticsearch();
        try (Admin admin = IngestFixture.admin()) {
            fixture.send(fixture.event("held up").build());
            eventually().untilAsserted(() -> assertThat(readiness(ingest)).isEqualTo("OUT_OF_SERVICE"));
            String since = progress(ingest).at("/details/since").asString();
            String member = memberWithPartition(admin);

            admin.removeMembersFromConsumerGroup(fixture.topic(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            eventually()
                    .untilAsserted(() -> assertThat(memberWithPartition(admin)).isNotEqualTo(member));

            await().during(Duration.ofSeconds(2)).untilAsserted(() -> {
                assertThat(readiness(ingest)).isEqualTo("OUT_OF_SERVICE");
                assertThat(progress(ingest).at("/details/since").asString()).isEqualTo(since);
                assertThat(lag(ingest)).isEqualTo(1);
            });
        } finally {
            IngestFixture.startElasticsearch();
        }
        eventually().untilAsserted(() -> assertThat(readiness(ingest)).isEqualTo("UP"));
        eventually().untilAsserted(() -> assertThat(lag(ingest)).isZero());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before", "held up"));
    }

    @Test
    void is_lost_also_for_a_consumer_that_is_held_up_with_nothing_in_hand() {
        ConfigurableApplicationContext ingest = fixture.startIngest("launchlog.health.grace=200ms");
        eventually().untilAsserted(() -> assertThat(readiness(ingest)).contains("UP"));

        Obstacles obstacles = ingest.getBean(Obstacles.class);
        obstacles.heldUp("consumer one", RetryCause.KAFKA, "no answer");

        eventually().untilAsserted(() -> assertThat(readiness(ingest)).isEqualTo("OUT_OF_SERVICE"));
        assertThat(progress(ingest).at("/details/why").asString()).contains("consumer one", "kafka", "no answer");
        obstacles.cleared("consumer one");
        assertThat(readiness(ingest)).contains("UP");
    }

    @Test
    void is_there_for_an_instance_that_gets_no_partition_and_says_so() {
        List<ConfigurableApplicationContext> instances = List.of(start(), start());

        eventually()
                .untilAsserted(() -> assertThat(instances)
                        .extracting(instance ->
                                progress(instance).at("/details/partitions").asString())
                        .containsExactlyInAnyOrder("1", "no partitions assigned"));
        assertThat(instances)
                .allSatisfy(instance -> assertThat(readiness(instance)).contains("UP"));
    }

    @Test
    void is_not_there_before_the_indices_are() {
        IngestFixture.stopElasticsearch();
        ConfigurableApplicationContext ingest;
        try {
            ingest = fixture.startIngest();
            eventually()
                    .untilAsserted(
                            () -> assertThat(progress(ingest).at("/details/why").asString())
                                    .contains("set-up", "elasticsearch"));
            assertThat(readiness(ingest)).contains("OUT_OF_SERVICE");
            assertThat(IngestFixture.health(ingest, "/liveness").path("status").asString())
                    .isEqualTo("UP");
        } finally {
            IngestFixture.startElasticsearch();
        }
        eventually().untilAsserted(() -> assertThat(readiness(ingest)).contains("UP"));
    }

    /** What ends a transaction takes an offset and is never handed over: it must not look like a record that waits. */
    @Test
    void ends_of_transactions_are_no_lag() {
        ConfigurableApplicationContext ingest = fixture.startIngest("launchlog.health.grace=0s");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        String.valueOf(ingest.getEnvironment().getProperty("spring.kafka.bootstrap-servers")),
                        "transactional.id",
                        fixture.topic()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(fixture.encode(fixture.event("committed").build()));
            producer.commitTransaction();
            producer.beginTransaction();
            var alsoUnused =
                    producer.send(fixture.encode(fixture.event("rolled back").build()));
            producer.flush();
            producer.abortTransaction();
        }

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("committed"));
        eventually().untilAsserted(() -> assertThat(lag(ingest)).isZero());
        eventually().untilAsserted(() -> assertThat(readiness(ingest)).isEqualTo("UP"));
    }

    private ConfigurableApplicationContext start() {
        return fixture.startIngest("launchlog.topic.partitions=1", "spring.kafka.listener.concurrency=1");
    }

    private String memberWithPartition(Admin admin) throws Exception {
        return admin
                .describeConsumerGroups(List.of(fixture.topic()))
                .describedGroups()
                .get(fixture.topic())
                .get()
                .members()
                .stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .map(MemberDescription::consumerId)
                .findAny()
                .orElseThrow();
    }

    private static double lag(ConfigurableApplicationContext ingest) {
        return ingest.getBean(MeterRegistry.class)
                .get("launchlog.ingest.lag")
                .gauge()
                .value();
    }

    private static String readiness(ConfigurableApplicationContext ingest) {
        return IngestFixture.health(ingest, "/readiness").path("status").asString();
    }

    private static JsonNode progress(ConfigurableApplicationContext ingest) {
        return IngestFixture.health(ingest, "/readiness").at("/components/ingestProgress");
    }
}
