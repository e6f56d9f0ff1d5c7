package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.IngestMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a consumer hands over a batch that does not begin where the last one ended, and has it read from there.
 * Between a poll, a commit and a rebalance the position of a consumer can get ahead of what was handled (spring-kafka
 * 3703 and 3891, KAFKA-19631), and the next commit would make that final.
 *
 * <p>A gap can be a real one: offsets of rolled-back transactions and of records that Kafka's retention has dropped. When
 * reading again shows a gap once more, the log itself is asked, as what was passed over once may be so twice.
 */
final class ContinuityGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ContinuityGuard.class);

    private final Stretches log;
    private final IngestMetrics metrics;

    /** Of the partitions of this thread's consumer; the guard lives as long as the consumer threads. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Map<TopicPartition, Place>> places = ThreadLocal.withInitial(HashMap::new);

    ContinuityGuard(Stretches log, IngestMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** What is in the log, whatever a consumer has brought of it. */
    @FunctionalInterface
    interface Stretches {

        /** The offset of the first record from {@code from} on and in front of {@code to}; empty when there is none. */
        OptionalLong firstOffset(TopicPartition partition, long from, long to);
    }

    /**
     * Where a partition is to go on.
     *
     * @param next the offset behind the last handled record
     * @param seen the offset that was handed over instead, when reading from {@code next} was asked for; else -1
     */
    private record Place(long next, long seen) {

        static final long NOT_ASKED = -1;

        static Place at(long next) {
            return new Place(next, NOT_ASKED);
        }

        boolean isAsked() {
            return seen != NOT_ASKED;
        }
    }

    /** Where the group has got to is where this consumer has to begin. */
    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        revoked(partitions);
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata offset = committed.get(partition);
                places.get().put(partition, Place.at(offset == null ? consumer.position(partition) : offset.offset()));
            }
        } catch (KafkaException e) {
            // Then the first batch is taken as it comes; the consumer asks for its position itself.
            LOG.warn("The committed offsets of {} are not known: {}", partitions, e.getMessage());
        }
    }

    /** These partitions are another consumer's now, or nobody's. */
    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(places.get()::remove);
    }

    /**
     * The topic is another one. Where it begins is not asked for: with a position, the consumer would take what it has
     * fetched of the earlier topic for what is there.
     */
    void topicIsNew() {
        places.get().clear();
    }

    /**
     * Checks a batch before anything is done with it.
     *
     * @throws OffsetGapException when records may be missing in front of it
     * @throws RuntimeException when the log does not tell whether there are any
     */
    void check(ConsumerRecords<?, ?> records) {
        Map<TopicPartition, Long> gaps = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            Place place = places.get().get(partition);
            if (place == null) {
                continue;
            }
            long first = records.records(partition).getFirst().offset();
            OptionalLong missing = first <= place.next() ? OptionalLong.empty() : missing(partition, place, first);
            if (missing.isPresent()) {
                gaps.put(partition, missing.getAsLong());
                places.get().put(partition, new Place(missing.getAsLong(), first));
            } else if (place.isAsked()) {
                settle(partition, place, first);
            }
        }
        if (!gaps.isEmpty()) {
            throw new OffsetGapException(gaps);
        }
    }

    /** Where to read again; empty when there is no record in between. */
    private OptionalLong missing(TopicPartition partition, Place place, long first) {
        return place.isAsked() ? log.firstOffset(partition, place.next(), first) : OptionalLong.of(place.next());
    }

    /**
     * The offset behind the last record that is done with, by this consumer or those before it; empty when it is not known.
     */
    OptionalLong doneUpTo(TopicPartition partition) {
        Place place = places.get().get(partition);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place.next());
    }

    /**
     * The first record that a consumer has passed over, when it has nothing in hand.
     *
     * @param position of the consumer in that partition
     * @return its offset; empty when there is none, or when it is not known what is done
     */
    OptionalLong passedOver(TopicPartition partition, long position) {
        OptionalLong done = doneUpTo(partition);
        return done.isEmpty() || position <= done.getAsLong()
                ? OptionalLong.empty()
                : log.firstOffset(partition, done.getAsLong(), position);
    }

    /** All records of the batch are done with. */
    void handled(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            long last = records.records(partition).getLast().offset();
            // Others may have come further while this consumer had the batch in hand and not the partition.
            places.get()
                    .merge(partition, Place.at(last + 1), (before, now) -> before.next() > now.next() ? before : now);
        }
    }

    private void settle(TopicPartition partition, Place place, long first) {
        if (first < place.seen()) {
            LOG.warn(
                    "{}: the records from offset {} to {} had been passed over and are read now",
                    partition,
                    first,
                    place.seen() - 1);
            metrics.gapHealed();
        } else {
            metrics.gapEmpty();
        }
        // Nothing is in front of it: should the batch be read once more, because of another partition, this is no gap.
        places.get().put(partition, Place.at(first));
    }
}
