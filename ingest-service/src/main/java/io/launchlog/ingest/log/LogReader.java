package io.launchlog.ingest.log;

import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads stretches of a topic as ingest reads them, committed records only, but outside of any group. */
@Component
public class LogReader {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration SHORT_SILENCE = Duration.ofSeconds(5);

    /** Further than this to the next wanted record, it is sought instead of read towards. */
    private static final long WORTH_SEEKING = 5_000;

    private final UngroupedConsumers consumers;

    LogReader(UngroupedConsumers consumers) {
        this.consumers = consumers;
    }

    /** The first offset of each partition. */
    public Map<Integer, Long> beginnings(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            return byPartition(consumer.beginningOffsets(UngroupedConsumers.partitions(consumer, topic)));
        }
    }

    /** The offset behind the last committed record of each partition. */
    public Map<Integer, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            return byPartition(consumer.endOffsets(UngroupedConsumers.partitions(consumer, topic)));
        }
    }

    /**
     * Reads all partitions.
     *
     * @param from the first offset of each partition
     * @param to behind the last offset of each partition
     * @param threads how many partitions at once
     * @param consumer called by several threads at once, but for each partition in the order of its offsets
     */
    public void read(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            int threads,
            Consumer<ConsumerRecord<byte[], byte[]>> consumer) {
        List<TopicPartition> open = to.entrySet().stream()
                .filter(end -> from.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(end -> new TopicPartition(topic, end.getKey()))
                .toList();
        Workers.runAll(Workers.deal(open, threads).stream()
                .<Runnable>map(partitions -> () -> read(partitions, from, to, consumer))
                .toList());
    }

    private void read(
            List<TopicPartition> partitions,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seek(partition, from.getOrDefault(partition.partition(), 0L));
                long end = to.getOrDefault(partition.partition(), 0L);
                while (consumer.position(partition) < end) {
                    for (ConsumerRecord<byte[], byte[]> message : poll(consumer, partition)) {
                        if (message.offset() < end) {
                            handler.accept(message);
                        }
                    }
                }
            }
        }
    }

    /** Reads the records of the set, in the order of partitions and offsets. */
    public void read(String topic, RecordSet wanted, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            for (int number : wanted.partitions()) {
                TopicPartition partition = new TopicPartition(topic, number);
                consumer.assign(List.of(partition));
                long next = wanted.next(number, 0);
                consumer.seek(partition, next);
                while (next >= 0) {
                    for (ConsumerRecord<byte[], byte[]> message : poll(consumer, partition)) {
                        if (wanted.contains(number, message.offset())) {
                            handler.accept(message);
                        }
                    }
                    long position = consumer.position(partition);
                    next = wanted.next(number, position);
                    if (next - position > WORTH_SEEKING) {
                        consumer.seek(partition, next);
                    }
                }
            }
        }
    }

    /**
     * Those offsets, moved on to the end where no record is in between: the end of a transaction takes an offset too,
     * which nobody commits until the next record comes, and what Kafka has dropped nobody may ever commit.
     *
     * @param from by partition; the first offset where one is missing
     * @param ends by partition
     */
    public Map<Integer, Long> passingMarkers(String topic, Map<Integer, Long> from, Map<Integer, Long> ends) {
        Map<Integer, Long> passed = new HashMap<>(from);
        Map<Integer, Long> beginnings = beginnings(topic);
        ends.forEach((partition, end) -> {
            long start = from.getOrDefault(partition, 0L);
            long beginning = Math.max(start, beginnings.getOrDefault(partition, 0L));
            if (start < end
                    && (beginning >= end || first(new TopicPartition(topic, partition), beginning, end) == null)) {
                passed.put(partition, end);
            }
        });
        return passed;
    }

    /** The timestamp, epoch milliseconds, of the first record; {@link Long#MAX_VALUE} when there is none. */
    public long firstTimestamp(String topic, int number, long beginning, long end) {
        ConsumerRecord<byte[], byte[]> first = first(new TopicPartition(topic, number), beginning, end);
        return first == null ? Long.MAX_VALUE : first.timestamp();
    }

    /**
     * What the log has of a stretch of offsets.
     *
     * @param dropped how many of them, from the first on, lie in front of the beginning of the log
     * @param first the offset of the first record; empty when there is none
     */
    public record Stretch(long dropped, OptionalLong first) {}

    /**
     * Looks at a stretch, for a caller who cannot wait for long.
     *
     * @param from the first offset
     * @param to behind the last offset; not in front of {@code from}
     * @throws KafkaException when Kafka does not tell; each question is given 5 s
     * @throws OperationFailedException when nothing comes for as long
     */
    public Stretch look(TopicPartition partition, long from, long to) {
        try (KafkaConsumer<byte[], byte[]> consumer = openBriefly()) {
            consumer.assign(List.of(partition));
            long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, from);
            long begin = Math.clamp(beginning, from, to);
            ConsumerRecord<byte[], byte[]> first = first(consumer, partition, begin, to, SHORT_SILENCE);
            return new Stretch(begin - from, first == null ? OptionalLong.empty() : OptionalLong.of(first.offset()));
        }
    }

    /**
     * Those of the records that the log does not have at their places: they were in a topic of that name that is no more.
     * For a caller who cannot wait for long, as {@link #look}.
     *
     * @param records with timestamps, keys, values and headers as Kafka gave them
     * @throws KafkaException when Kafka does not tell; each question is given 5 s
     * @throws OperationFailedException when nothing comes for as long
     */
    public ConsumerRecords<byte[], byte[]> missing(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> missing = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = openBriefly()) {
            for (TopicPartition partition : records.partitions()) {
                SequencedMap<Long, ConsumerRecord<byte[], byte[]>> byOffset = new LinkedHashMap<>();
                records.records(partition).forEach(message -> byOffset.put(message.offset(), message));
                if (UngroupedConsumers.partitions(consumer, partition.topic()).contains(partition)) {
                    removeThoseThere(consumer, partition, byOffset);
                }
                if (!byOffset.isEmpty()) {
                    missing.put(partition, List.copyOf(byOffset.values()));
                }
            }
        }
        return new ConsumerRecords<>(missing, Map.of());
    }

    private static void removeThoseThere(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            SequencedMap<Long, ConsumerRecord<byte[], byte[]>> byOffset) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        long first = byOffset.firstEntry().getKey();
        long beginning = consumer.beginningOffsets(only).getOrDefault(partition, first);
        long end = Math.min(
                consumer.endOffsets(only).getOrDefault(partition, 0L),
                byOffset.lastEntry().getKey() + 1);
        consumer.seek(partition, Math.max(beginning, first));
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> message : poll(consumer, partition, SHORT_SILENCE)) {
                byOffset.computeIfPresent(message.offset(), (_, other) -> isSame(message, other) ? null : other);
            }
        }
    }

    private static boolean isSame(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return one.timestamp() == other.timestamp()
                && Arrays.equals(one.key(), other.key())
                && Arrays.equals(one.value(), other.value())
                && one.headers().equals(other.headers());
    }

    private @Nullable ConsumerRecord<byte[], byte[]> first(TopicPartition partition, long beginning, long end) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            consumer.assign(List.of(partition));
            return first(consumer, partition, beginning, end, LONGEST_SILENCE);
        }
    }

    private static @Nullable ConsumerRecord<byte[], byte[]> first(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long beginning,
            long end,
            Duration longestSilence) {
        consumer.seek(partition, beginning);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> message : poll(consumer, partition, longestSilence)) {
                return message.offset() < end ? message : null;
            }
        }
        return null;
    }

    /**
     * Returns when the position of the consumer in its partition has moved, also over offsets without records.
     *
     * @throws OperationFailedException when it does not for a minute
     */
    public static ConsumerRecords<byte[], byte[]> poll(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        return poll(consumer, partition, LONGEST_SILENCE);
    }

    private static ConsumerRecords<byte[], byte[]> poll(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Duration longestSilence) {
        long position = consumer.position(partition);
        for (int i = 0; i < longestSilence.dividedBy(POLL); i++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (consumer.position(partition) > position) {
                return records;
            }
        }
        throw new OperationFailedException("Kafka gave nothing of " + partition + " from offset " + position
                + " on for " + longestSilence.toSeconds() + " s, though the log goes on; is the broker healthy?");
    }

    private KafkaConsumer<byte[], byte[]> open() {
        // What retention has cut away meanwhile must not be passed over silently.
        return consumers.open(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    }

    /** Each question is given a few seconds. */
    private KafkaConsumer<byte[], byte[]> openBriefly() {
        int patience = Math.toIntExact(SHORT_SILENCE.toMillis());
        return consumers.open(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience));
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> result = new HashMap<>();
        offsets.forEach((partition, offset) -> result.put(partition.partition(), offset));
        return result;
    }
}
