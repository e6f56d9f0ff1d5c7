package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions up to fixed ends as one sequence in the order of the records' timestamps. Of each partition at most
 * what one poll brings waits in memory: a partition with waiting records is paused.
 */
final class MergedPartitions {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAXIMUM_POLLS_WITHOUT_PROGRESS = 30;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

    /**
     * @param consumer assigned, and at the first offsets to be read
     * @param ends behind the last offsets to be read
     */
    MergedPartitions(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = Map.copyOf(ends);
        ends.keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    /**
     * Hands over each record until all are read or the answer is false.
     *
     * @throws OperationFailedException when Kafka brings nothing for too long
     */
    void forEach(Predicate<ConsumerRecord<byte[], byte[]>> wantsMore) {
        while (true) {
            fill();
            ConsumerRecord<byte[], byte[]> next = takeOldest();
            if (next == null || !wantsMore.test(next)) {
                return;
            }
        }
    }

    /** Polls until a record waits of every partition that is not at its end. */
    private void fill() {
        int pollsWithoutProgress = 0;
        for (List<TopicPartition> dry = dry(); !dry.isEmpty(); dry = dry()) {
            long before = positions(dry);
            List<TopicPartition> others = ends.keySet().stream()
                    .filter(partition -> !isDry(partition))
                    .toList();
            consumer.pause(others);
            consumer.resume(dry);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    queue(partition).add(record);
                }
            }
            // Positions also move over what is no record, such as the ends of transactions.
            pollsWithoutProgress = positions(dry) == before ? pollsWithoutProgress + 1 : 0;
            if (pollsWithoutProgress == MAXIMUM_POLLS_WITHOUT_PROGRESS) {
                throw new OperationFailedException("Kafka brought nothing more of " + dry.getFirst() + " within "
                        + POLL.multipliedBy(MAXIMUM_POLLS_WITHOUT_PROGRESS).toSeconds()
                        + " s: look at the broker that leads it");
            }
        }
    }

    private List<TopicPartition> dry() {
        return ends.keySet().stream().filter(this::isDry).toList();
    }

    private boolean isDry(TopicPartition partition) {
        return queue(partition).isEmpty() && consumer.position(partition) < ends.getOrDefault(partition, 0L);
    }

    private long positions(List<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private @Nullable ConsumerRecord<byte[], byte[]> takeOldest() {
        Deque<ConsumerRecord<byte[], byte[]>> oldest = null;
        for (Deque<ConsumerRecord<byte[], byte[]>> queue : waiting.values()) {
            if (!queue.isEmpty() && (oldest == null || isBefore(queue.getFirst(), oldest.getFirst()))) {
                oldest = queue;
            }
        }
        return oldest == null ? null : oldest.removeFirst();
    }

    private static boolean isBefore(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
        return one.timestamp() != other.timestamp()
                ? one.timestamp() < other.timestamp()
                : one.partition() < other.partition();
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        return waiting.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    }
}
