package io.launchlog.ingest.consume;

import io.launchlog.ingest.log.LogReader.Stretch;
import io.launchlog.ingest.operations.IngestMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
 * <p>A gap can be a real one: offsets of transactions, and of records that Kafka's retention has dropped. The log itself
 * tells, and not this consumer, which may pass over the same records once more.
 */
final class ContinuityGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ContinuityGuard.class);

    private final Log log;
    private final IngestMetrics metrics;

    /** Of the partitions of this thread's consumer; the guard lives as long as the consumer threads. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Map<TopicPartition, Place>> places = ThreadLocal.withInitial(HashMap::new);

    ContinuityGuard(Log log, IngestMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** The log, whatever a consumer has brought of it. */
    @FunctionalInterface
    interface Log {

        /**
         * What is there from {@code from} on and in front of {@code to}.
         *
         * @throws RuntimeException when it cannot be read
         */
        Stretch look(TopicPartition partition, long from, long to);
    }

    /**
     * Where a partition is to go on.
     *
     * @param next the offset behind the last record that is done with, or that Kafka has dropped
     * @param empty up to where no record was found behind it
     */
    private record Place(long next, long empty) {

        static Place at(long next) {
            return new Place(next, next);
        }
    }

    /**
     * Where the group has got to is where this consumer has to begin.
     *
     * @param anew those of the partitions that are read from the beginning of a topic
     */
    void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Set<TopicPartition> anew) {
        revoked(partitions);
        anew.forEach(partition -> places.get().put(partition, Place.at(0)));
        List<TopicPartition> others = partitions.stream()
                .filter(partition -> !anew.contains(partition))
                .toList();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(others));
            for (TopicPartition partition : others) {
                OffsetAndMetadata offset = committed.get(partition);
                long next = offset == null ? consumer.position(partition) : offset.offset();
                places.get().put(partition, Place.at(next));
            }
        } catch (KafkaException e) {
            // Then the first batch is taken as it comes; the consumer asks for its position itself.
            revoked(others);
            LOG.warn("The committed offsets of {} are not known: {}", others, e.getMessage());
        }
    }

    /** These partitions are another consumer's now, or nobody's. */
    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(places.get()::remove);
    }

    /**
     * The topic is another one.
     *
     * @param beginnings where its partitions are read from, where that is known
     */
    void topicIsNew(Map<TopicPartition, Long> beginnings) {
        places.get().clear();
        beginnings.forEach((partition, offset) -> places.get().put(partition, Place.at(offset)));
    }

    /**
     * Checks a batch before anything is done with it.
     *
     * @param assigned the partitions that the consumer has
     * @throws OffsetGapException when records are missing in front of it; also when some of it is another consumer's by now,
     *     where it is not known any more whether there are
     * @throws RuntimeException when the log does not tell whether there are any
     */
    void check(ConsumerRecords<?, ?> records, Set<TopicPartition> assigned) {
        Map<TopicPartition, Long> gaps = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            try {
                OptionalLong missing =
                        missing(partition, records.records(partition).getFirst().offset());
                missing.ifPresent(offset -> gaps.put(partition, offset));
            } catch (RuntimeException e) {
                if (gaps.isEmpty()) {
                    throw e;
                }
                // What is known to be missing elsewhere is not to wait for this one, which is asked about again.
                break;
            }
        }
        if (!gaps.isEmpty() || !assigned.containsAll(records.partitions())) {
            throw new OffsetGapException(gaps);
        }
    }

    private OptionalLong missing(TopicPartition partition, long first) {
        Place place = places.get().get(partition);
        if (place == null || first <= place.empty()) {
            return OptionalLong.empty();
        }
        OptionalLong missing = look(partition, place, first);
        if (missing.isEmpty()) {
            metrics.gapEmpty();
            places.get().put(partition, Place.at(first));
        }
        return missing;
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
     * @throws RuntimeException when the log does not tell
     */
    OptionalLong passedOver(TopicPartition partition, long position) {
        Place place = places.get().get(partition);
        return place == null || position <= place.empty() ? OptionalLong.empty() : look(partition, place, position);
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

    /** The first record of a stretch that this consumer has not handed over; what is dropped of it is told once. */
    private OptionalLong look(TopicPartition partition, Place place, long to) {
        long from = place.empty();
        Stretch stretch = log.look(partition, from, to);
        long next = stretch.first().orElse(stretch.dropped() > 0 ? from + stretch.dropped() : place.next());
        places.get().put(partition, new Place(next, stretch.first().isPresent() ? next : to));
        if (stretch.dropped() > 0) {
            metrics.lost(stretch.dropped());
            LOG.error(
                    "{}: Kafka has dropped {} offsets, from {} on, before they were read: their records are lost. Its"
                            + " retention has to be longer than ingest may be away",
                    partition,
                    stretch.dropped(),
                    from);
        }
        if (stretch.first().isPresent()) {
            metrics.gapHealed();
            LOG.warn("{}: the records from offset {} to {} were passed over and are read now", partition, next, to - 1);
        }
        return stretch.first();
    }
}
