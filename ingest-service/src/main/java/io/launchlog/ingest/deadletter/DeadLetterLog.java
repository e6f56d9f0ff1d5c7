package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.log.UngroupedConsumers;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.wire.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads the dead letters' topic. */
@Component
public class DeadLetterLog {

    private final UngroupedConsumers consumers;
    private final Clock clock;
    private final String topic;

    DeadLetterLog(UngroupedConsumers consumers, Clock clock, @Value("${launchlog.topic.name}") String events) {
        this.consumers = consumers;
        this.clock = clock;
        this.topic = Topics.deadLettersOf(events);
    }

    /** The topic that is read. */
    String topic() {
        return topic;
    }

    /**
     * Hands over the letters that the filter accepts, from the oldest to the newest that is there now, until the answer
     * is false.
     *
     * @throws OperationFailedException when there is no such topic, or Kafka does not go on
     */
    void read(LetterFilter filter, Predicate<StoredLetter> wantsMore) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long since = filter.since() == null
                    ? Long.MIN_VALUE
                    : filter.since().from(clock.instant()).toEpochMilli();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            if (since > 0) {
                seek(consumer, partitions, since, ends);
            }
            new MergedPartitions(consumer, ends).forEach(record -> {
                StoredLetter letter = new StoredLetter(record);
                return record.timestamp() < since || !filter.accepts(letter) || wantsMore.test(letter);
            });
        }
    }

    private static void seek(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, long since, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
        }
    }

    /**
     * The letter at that place.
     *
     * @throws OperationFailedException when there is none; it says what there is
     */
    StoredLetter at(Coordinate coordinate) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            List<TopicPartition> partitions = partitions(consumer);
            TopicPartition partition = new TopicPartition(topic, coordinate.partition());
            if (!partitions.contains(partition)) {
                throw new OperationFailedException("There is no dead letter " + coordinate + ": " + topic + " has "
                        + partitions.size() + " partitions, counted from 0");
            }
            return record(consumer, partition, coordinate.offset())
                    .map(StoredLetter::new)
                    .orElseThrow(() -> new OperationFailedException("There is no dead letter " + coordinate
                            + ": partition " + coordinate.partition() + " of " + topic + " holds offsets "
                            + consumer.beginningOffsets(List.of(partition)).get(partition) + " to before "
                            + consumer.endOffsets(List.of(partition)).get(partition)));
        }
    }

    /** The record that became the letter, when it is still in the log. */
    Optional<ConsumerRecord<byte[], byte[]>> find(StoredLetter.Original original) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            TopicPartition partition = new TopicPartition(original.topic(), original.partition());
            if (!UngroupedConsumers.partitions(consumer, original.topic()).contains(partition)) {
                return Optional.empty();
            }
            return record(consumer, partition, original.offset())
                    // Another one, when the topic was made anew.
                    .filter(record -> record.timestamp() == original.timestamp());
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> record(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        List<TopicPartition> one = List.of(partition);
        if (offset < consumer.beginningOffsets(one).getOrDefault(partition, 0L)
                || offset >= consumer.endOffsets(one).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        consumer.assign(one);
        consumer.seek(partition, offset);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        new MergedPartitions(consumer, Map.of(partition, offset + 1)).forEach(found::add);
        return found.stream().findFirst();
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = UngroupedConsumers.partitions(consumer, topic);
        if (partitions.isEmpty()) {
            throw new OperationFailedException("There is no topic " + topic
                    + ": ingest makes it when it starts, and --launchlog.topic.name names the topic of events if it is"
                    + " not " + Topics.SERVICE_EVENTS);
        }
        return partitions;
    }
}
