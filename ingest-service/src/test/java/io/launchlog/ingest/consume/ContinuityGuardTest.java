package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.operations.IngestMetric;
import io.launchlog.ingest.operations.IngestMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContinuityGuardTest {

    private static final TopicPartition FIRST = new TopicPartition("topic", 0);
    private static final TopicPartition SECOND = new TopicPartition("topic", 1);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final NavigableSet<Long> log = new TreeSet<>();
    private long logBegins;
    private @Nullable TopicPartition silent;
    private final ContinuityGuard guard = new ContinuityGuard(this::look, new IngestMetrics(meters));

    @Test
    void batches_that_follow_on_each_other_pass() {
        done(records(Map.of(FIRST, 4L)));

        assertThatCode(() -> check(records(Map.of(FIRST, 5L)))).doesNotThrowAnyException();
    }

    @Test
    void a_gap_without_records_passes() {
        done(records(Map.of(FIRST, 4L)));

        assertThatCode(() -> check(records(Map.of(FIRST, 9L)))).doesNotThrowAnyException();
        assertThat(counted(IngestMetric.GAPS_EMPTY)).isEqualTo(1);
    }

    @Test
    void a_gap_is_asked_for_until_its_records_come() {
        log.addAll(List.of(6L, 7L, 9L, 12L));
        done(records(Map.of(FIRST, 4L)));

        assertGap(Map.of(FIRST, 9L), 6L);
        assertGap(Map.of(FIRST, 12L), 6L);
        assertGap(Map.of(FIRST, 7L), 6L);

        assertThatCode(() -> check(records(Map.of(FIRST, 6L)))).doesNotThrowAnyException();
    }

    @Test
    void a_gap_does_not_wait_for_a_partition_that_the_log_does_not_tell_of() {
        log.add(6L);
        done(records(Map.of(FIRST, 4L, SECOND, 4L)));
        silent = SECOND;

        assertGap(Map.of(FIRST, 9L, SECOND, 9L), 6L);
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> check(records(Map.of(SECOND, 9L))));
    }

    @Test
    void a_batch_that_is_not_checked_yet_is_left_to_who_has_its_partition() {
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard.check(records(Map.of(FIRST, 9L)), Set.of(SECOND)))
                .satisfies(gap -> assertThat(gap.expected()).isEmpty());
    }

    @Test
    void what_kafka_has_dropped_is_told_once() {
        log.addAll(List.of(8L, 9L));
        logBegins = 7;
        done(records(Map.of(FIRST, 4L)));

        assertGap(Map.of(FIRST, 9L), 8L);
        assertGap(Map.of(FIRST, 9L), 8L);

        assertThat(counted(IngestMetric.LOST)).isEqualTo(2);
    }

    @Test
    void what_was_passed_over_last_is_found_without_another_batch() {
        log.addAll(List.of(4L, 6L, 7L));
        done(records(Map.of(FIRST, 4L)));

        assertThat(guard.passedOver(FIRST, 8)).hasValue(6);
        assertThat(guard.passedOver(FIRST, 6)).isEmpty();
        assertThat(guard.passedOver(FIRST, 5)).isEmpty();
        assertThat(guard.passedOver(SECOND, 8)).isEmpty();
    }

    @Test
    void what_was_found_empty_is_not_looked_at_again() {
        done(records(Map.of(FIRST, 4L)));
        assertThat(guard.passedOver(FIRST, 8)).isEmpty();
        // Nothing is written in front of what is there; this shows that nobody asks.
        log.add(6L);

        assertThat(guard.passedOver(FIRST, 8)).isEmpty();
        log.add(8L);
        assertThat(guard.passedOver(FIRST, 9)).hasValue(8);
    }

    @Test
    void a_new_topic_is_read_from_where_it_begins() {
        log.add(0L);
        guard.topicIsNew(Map.of(FIRST, 0L));

        assertGap(Map.of(FIRST, 9L), 0L);
    }

    @Test
    void records_that_come_again_pass() {
        done(records(Map.of(FIRST, 4L)));

        assertThatCode(() -> check(records(Map.of(FIRST, 0L)))).doesNotThrowAnyException();
    }

    @Test
    void a_batch_from_before_an_assignment_says_nothing_of_where_others_have_come_to() {
        done(records(Map.of(FIRST, 4L)));
        ConsumerRecords<byte[], byte[]> inHand = records(Map.of(FIRST, 5L));
        check(inHand);
        lostAndAssignedAt(9);

        guard.handled(inHand);

        assertThat(guard.doneUpTo(FIRST)).hasValue(9);
    }

    @Test
    void a_batch_from_before_an_assignment_says_nothing_either_when_it_is_checked_afterwards() {
        done(records(Map.of(FIRST, 4L)));
        lostAndAssignedAt(9);

        done(records(Map.of(FIRST, 5L)));

        assertThat(guard.doneUpTo(FIRST)).hasValue(9);
    }

    private void lostAndAssignedAt(long offset) {
        guard.revoked(List.of(FIRST));
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.assign(List.of(FIRST));
            consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(offset)));
            guard.assigned(consumer, List.of(FIRST), Set.of());
        }
    }

    private void done(ConsumerRecords<byte[], byte[]> batch) {
        check(batch);
        guard.handled(batch);
    }

    private void assertGap(Map<TopicPartition, Long> batch, long expected) {
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> check(records(batch)))
                .satisfies(gap -> assertThat(gap.expected()).isEqualTo(Map.of(FIRST, expected)));
    }

    private LogReader.Stretch look(TopicPartition partition, long from, long to) {
        if (partition.equals(silent)) {
            throw new KafkaException("nothing is told of " + partition);
        }
        return new LogReader.Stretch(
                Math.clamp(logBegins, from, to) - from,
                log.subSet(from, to).stream().mapToLong(Long::longValue).findFirst());
    }

    private void check(ConsumerRecords<byte[], byte[]> batch) {
        guard.check(batch, Set.of(FIRST, SECOND));
    }

    private double counted(IngestMetric metric) {
        return meters.get(metric.id()).counter().count();
    }

    private static ConsumerRecords<byte[], byte[]> records(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        offsets.forEach((partition, offset) -> records.put(
                partition,
                List.of(new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))));
        return new ConsumerRecords<>(records, Map.of());
    }
}
