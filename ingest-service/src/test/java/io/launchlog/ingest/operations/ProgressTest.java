package io.launchlog.ingest.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.operations.Consumers.Consumer;
import io.launchlog.ingest.operations.Progress.InHand;
import io.launchlog.ingest.operations.Progress.PartitionProgress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppingEvent;

class ProgressTest {

    private static final TopicPartition FIRST = new TopicPartition("topic", 0);
    private static final TopicPartition SECOND = new TopicPartition("topic", 1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private String worker = "A";
    private final Progress progress = new Progress(clock(), () -> worker);

    @Test
    void a_batch_that_is_repeated_stays_in_hand_when_its_partition_is_lost_and_comes_again() {
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 3)));
        later();

        progress.revoked(List.of(FIRST));
        assertThat(progress.inHand()).containsExactly(Map.entry("A", new InHand(START, Map.of(FIRST, 3), false)));
        progress.assigned(List.of(FIRST));
        assertThat(progress.inHand()).containsExactly(Map.entry("A", new InHand(START, Map.of(FIRST, 3), false)));

        later();
        progress.completed(List.of(FIRST));
        assertThat(progress.inHand()).isEmpty();
        assertThat(progress.of(FIRST)).isEqualTo(new PartitionProgress(now, "A"));
    }

    @Test
    void a_consumer_that_repeats_a_batch_without_its_partition_is_seen() {
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 3)));
        later();
        progress.revoked(List.of(FIRST));

        Consumers consumers = new Consumers(new KafkaListenerEndpointRegistry(), progress);

        assertThat(consumers.current()).containsExactly(new Consumer("A", 0, 3, 0, START));
        assertThat(consumers.lag()).isEqualTo(3);
    }

    @Test
    void a_consumer_that_is_told_late_of_its_loss_takes_nothing_from_the_one_that_has_the_partition() {
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 3)));
        worker = "B";
        later();
        Instant assigned = now;
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 5)));

        worker = "A";
        later();
        progress.revoked(List.of(FIRST));
        assertThat(progress.of(FIRST)).isEqualTo(new PartitionProgress(assigned, "B"));
        progress.completed(List.of(FIRST));

        assertThat(progress.of(FIRST)).isEqualTo(new PartitionProgress(assigned, "B"));
        assertThat(progress.inHand()).containsExactly(Map.entry("B", new InHand(assigned, Map.of(FIRST, 5), false)));
    }

    @Test
    void a_batch_that_was_put_back_is_forgotten_with_its_partitions() {
        progress.assigned(List.of(FIRST, SECOND));
        progress.taken(records(Map.of(FIRST, 3, SECOND, 2)));
        progress.putBack();

        progress.revoked(List.of(FIRST));
        assertThat(progress.inHand()).containsExactly(Map.entry("A", new InHand(START, Map.of(SECOND, 2), true)));
        progress.revoked(List.of(SECOND));
        assertThat(progress.inHand()).isEmpty();
    }

    @Test
    void a_batch_whose_partitions_have_gone_already_is_forgotten_when_it_is_put_back() {
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 3)));
        progress.revoked(List.of(FIRST));
        worker = "B";
        progress.assigned(List.of(FIRST));
        worker = "A";

        progress.putBack();

        assertThat(progress.inHand()).isEmpty();
    }

    @Test
    void records_that_are_handed_over_again_wait_since_the_first_time() {
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 3)));
        progress.putBack();
        later();
        progress.taken(records(Map.of(FIRST, 4)));
        assertThat(progress.inHand()).containsExactly(Map.entry("A", new InHand(START, Map.of(FIRST, 4), false)));

        progress.completed(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 1)));
        assertThat(progress.inHand()).containsExactly(Map.entry("A", new InHand(now, Map.of(FIRST, 1), false)));
    }

    @Test
    void a_consumer_that_ends_leaves_nothing_in_hand() {
        progress.assigned(List.of(FIRST));
        progress.taken(records(Map.of(FIRST, 3)));

        try (var context = new AnnotationConfigApplicationContext();
                var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            context.registerBean(Progress.class, () -> progress);
            context.refresh();
            context.publishEvent(new ConsumerStoppingEvent(this, this, consumer, List.of(FIRST)));
        }

        assertThat(progress.inHand()).isEmpty();
    }

    private void later() {
        now = now.plusSeconds(1);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private static ConsumerRecords<byte[], byte[]> records(Map<TopicPartition, Integer> counts) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        counts.forEach((partition, count) -> records.put(
                partition,
                IntStream.range(0, count)
                        .mapToObj(offset -> new ConsumerRecord<>(
                                partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
                        .toList()));
        return new ConsumerRecords<>(records, Map.of());
    }
}
