package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.launchlog.ingest.operations.IngestMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ContinuityGuardTest {

    private static final TopicPartition FIRST = new TopicPartition("topic", 0);
    private static final TopicPartition SECOND = new TopicPartition("topic", 1);

    private final NavigableSet<Long> log = new TreeSet<>();
    private final ContinuityGuard guard = new ContinuityGuard(
            (_, from, to) ->
                    log.subSet(from, to).stream().mapToLong(Long::longValue).findFirst(),
            new IngestMetrics(new SimpleMeterRegistry()));

    @Test
    void batches_that_follow_on_each_other_pass() {
        done(records(Map.of(FIRST, 4L)));

        assertThatCode(() -> guard.check(records(Map.of(FIRST, 5L)))).doesNotThrowAnyException();
    }

    @Test
    void a_gap_is_read_again_once_and_is_then_taken_as_it_is() {
        done(records(Map.of(FIRST, 4L)));

        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard.check(records(Map.of(FIRST, 9L))))
                .satisfies(gap -> assertThat(gap.expected()).isEqualTo(Map.of(FIRST, 5L)));
        assertThatCode(() -> guard.check(records(Map.of(FIRST, 9L)))).doesNotThrowAnyException();
    }

    @Test
    void a_gap_that_was_passed_over_twice_is_read_again_until_its_records_come() {
        log.addAll(List.of(6L, 7L, 9L, 12L));
        done(records(Map.of(FIRST, 4L)));

        assertGap(Map.of(FIRST, 9L));
        assertThatExceptionOfType(OffsetGapException.class)
                .isThrownBy(() -> guard.check(records(Map.of(FIRST, 12L))))
                .satisfies(gap -> assertThat(gap.expected()).isEqualTo(Map.of(FIRST, 6L)));
        assertGap(Map.of(FIRST, 7L));

        assertThatCode(() -> guard.check(records(Map.of(FIRST, 6L)))).doesNotThrowAnyException();
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
    void gaps_of_two_partitions_do_not_ask_for_each_other_for_ever() {
        done(records(Map.of(FIRST, 4L, SECOND, 4L)));

        assertGap(Map.of(FIRST, 9L));
        assertGap(Map.of(FIRST, 9L, SECOND, 9L));

        assertThatCode(() -> guard.check(records(Map.of(FIRST, 9L, SECOND, 9L))))
                .doesNotThrowAnyException();
    }

    @Test
    void records_that_come_again_pass() {
        done(records(Map.of(FIRST, 4L)));

        assertThatCode(() -> guard.check(records(Map.of(FIRST, 0L)))).doesNotThrowAnyException();
    }

    @Test
    void a_batch_from_before_an_assignment_says_nothing_of_where_others_have_come_to() {
        done(records(Map.of(FIRST, 4L)));
        ConsumerRecords<byte[], byte[]> inHand = records(Map.of(FIRST, 5L));
        guard.check(inHand);
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
            guard.assigned(consumer, List.of(FIRST));
        }
    }

    private void done(ConsumerRecords<byte[], byte[]> batch) {
        guard.check(batch);
        guard.handled(batch);
    }

    private void assertGap(Map<TopicPartition, Long> offsets) {
        assertThatExceptionOfType(OffsetGapException.class).isThrownBy(() -> guard.check(records(offsets)));
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
