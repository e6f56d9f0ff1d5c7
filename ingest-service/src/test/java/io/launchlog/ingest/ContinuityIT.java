package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** No record is passed over, whatever happens to positions and members of the group (invariants I1 and I5 of issue B). */
class ContinuityIT {

    private static final long BASE = System.currentTimeMillis() - 100_000;

    /** In an instance that is alone nothing is mended by a rebalance. */
    private static final String ONE_CONSUMER = "spring.kafka.listener.concurrency=1";

    private IngestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
        SkippingPolls.REMAINING.set(0);
        SkippingPolls.REMAINING_AFTER_SEEK.set(0);
        RewindingCommits.REMAINING.set(0);
        FailingCommits.ARMED.set(false);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void records_that_a_consumer_has_passed_over_are_read_and_counted() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(SkippingPolls.class, ONE_CONSUMER);
        send(0, 10);
        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(10)));

        SkippingPolls.REMAINING.set(1);
        send(10, 20);
        eventually().until(() -> SkippingPolls.REMAINING.get() == 0);
        send(20, 30);

        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(30)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.gaps.healed"))
                .isEqualTo(1);
    }

    @Test
    void records_that_were_passed_over_last_are_read_without_another_record() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(
                SkippingPolls.class, ONE_CONSUMER, "spring.kafka.listener.idle-partition-event-interval=1s");
        send(0, 10);
        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(10)));

        SkippingPolls.REMAINING.set(1);
        send(10, 20);

        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(20)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.gaps.healed"))
                .isPositive();
    }

    @Test
    void records_that_a_consumer_has_passed_over_twice_are_read() throws Exception {
        fixture.startIngest(SkippingPolls.class, ONE_CONSUMER);
        send(0, 10);
        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(10)));

        SkippingPolls.REMAINING.set(1);
        SkippingPolls.REMAINING_AFTER_SEEK.set(1);
        send(10, 20);
        eventually().until(() -> SkippingPolls.REMAINING.get() == 0);
        send(20, 30);
        eventually().until(() -> SkippingPolls.REMAINING_AFTER_SEEK.get() + SkippingPolls.REMAINING.get() == 0);
        send(30, 40);

        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(40)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
    }

    @Test
    void a_batch_whose_commit_fails_is_not_done_again() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(FailingCommits.class, ONE_CONSUMER);
        send(0, 10);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        FailingCommits.ARMED.set(true);
        fixture.send(List.of(new ProducerRecord<>(fixture.topic(), new byte[] {1})));
        eventually().until(() -> !FailingCommits.ARMED.get());
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        assertThat(fixture.deadLetters()).hasSize(1);
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.dead.letters"))
                .isEqualTo(1);
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retries")).isEqualTo(1);
    }

    @Test
    void records_that_the_very_first_poll_has_passed_over_are_read() throws Exception {
        fixture.startIngest().close();
        send(0, 10);
        SkippingPolls.REMAINING.set(1);
        fixture.startIngest(SkippingPolls.class, ONE_CONSUMER);
        eventually().until(() -> SkippingPolls.REMAINING.get() == 0);

        send(10, 20);

        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(20)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
    }

    @Test
    void a_commit_that_was_set_back_is_made_good_without_another_record() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(
                RewindingCommits.class, ONE_CONSUMER, "spring.kafka.listener.idle-partition-event-interval=1s");
        send(0, 40);
        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(40)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        RewindingCommits.REMAINING.set(1);
        eventually().until(() -> RewindingCommits.REMAINING.get() == 0);

        eventually().until(() -> IngestFixture.counter(ingest, "launchlog.ingest.commits.made.good") > 0);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
    }

    @Test
    void records_that_kafka_has_dropped_unread_are_told_and_hold_nothing_up() throws Exception {
        ConfigurableApplicationContext first = fixture.startIngest();
        send(0, 5);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        first.close();
        send(5, 8);
        RecordMetadata kept = fixture.send(event("event 8", 8, 8));
        try (Admin admin = IngestFixture.admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(kept.topic(), kept.partition()),
                            RecordsToDelete.beforeOffset(kept.offset())))
                    .all()
                    .get();
        }

        ConfigurableApplicationContext second = fixture.startIngest();

        eventually()
                .untilAsserted(
                        () -> assertThat(fixture.texts()).hasSize(6).last().isEqualTo("event 8"));
        assertThat(IngestFixture.counter(second, "launchlog.ingest.lost")).isEqualTo(3);
    }

    @Test
    void offsets_without_records_hold_nothing_up() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        send(0, 5);
        // Else one poll might bring what is in front of the gap and what is behind it.
        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(5)));
        try (KafkaProducer<byte[], byte[]> producer = fixture.transactionalProducer()) {
            producer.initTransactions();
            producer.beginTransaction();
            IntStream.range(0, 5).forEach(i -> producer.send(fixture.encode(event("rolled back", i, 5))));
            producer.flush();
            producer.abortTransaction();
        }
        send(5, 10);

        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(10)));
        // More than one where the marker of the transaction lies between two polls; it may also come last.
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.gaps.empty")).isPositive();
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.gaps.healed"))
                .isZero();
    }

    @Test
    void instances_that_join_and_leave_all_the_time_lose_and_repeat_nothing() throws Exception {
        // So that partitions go to and fro.
        fixture.startIngest(ONE_CONSUMER);
        int sent = 0;
        for (int round = 0; round < 4; round++) {
            send(sent, sent + 50);
            ConfigurableApplicationContext joining = fixture.startIngest(ONE_CONSUMER);
            send(sent + 50, sent + 75);
            eventually()
                    .untilAsserted(() -> assertThat(assignedPartitions(joining)).isPositive());
            send(sent + 75, sent + 100);
            joining.close();
            sent += 100;
        }

        int all = sent;
        eventually().untilAsserted(() -> assertThat(fixture.texts()).isEqualTo(texts(all)));
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(fixture.deadLetters()).isEmpty();
    }

    private static int assignedPartitions(ConfigurableApplicationContext ingest) {
        return ingest.getBean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream()
                .mapToInt(container -> container.getAssignedPartitions().size())
                .sum();
    }

    private void send(int from, int to) throws Exception {
        List<ServiceEvent> events = new ArrayList<>();
        IntStream.range(from, to).forEach(i -> events.add(event("event " + i, i, i)));
        fixture.send(events.stream().map(fixture::encode).toList());
    }

    private ServiceEvent event(String text, int sequence, long time) {
        return fixture.event(text)
                .occurTime(BASE + time)
                .sequence((long) sequence)
                .build();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "event " + i).toList();
    }
}
