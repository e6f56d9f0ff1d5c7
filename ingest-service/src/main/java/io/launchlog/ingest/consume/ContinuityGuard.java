package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.IngestMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import org.springframework.stereotype.Component;

/**
 * Notices when a consumer hands over a batch that does not begin where the last one ended, and has it read from there.
 * Between a poll, a commit and a rebalance the position of a consumer can get ahead of what was handled (spring-kafka
 * 3703 and 3891, KAFKA-19631), and the next commit would make that final.
 *
 * <p>A gap can be a real one: offsets of rolled-back transactions and of records that Kafka's retention has dropped.
 * When reading again shows the same gap, nothing is there.
 */
@Component
class ContinuityGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ContinuityGuard.class);

    private final IngestMetrics metrics;

    /** Of the partitions of this thread's consumer; the guard lives as long as the consumer threads. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Map<TopicPartition, Place>> places = ThreadLocal.withInitial(HashMap::new);

    /** Where a batch was checked since they were assigned; one that is in hand from before says nothing of their places. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Set<TopicPartition>> begun = ThreadLocal.withInitial(HashSet::new);

    ContinuityGuard(IngestMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Where a partition is to go on.
     *
     * @param next the offset behind the last handled record
     * @param seen the offset that was handed over instead, when reading from {@code next} was asked for; else -1
     */
    private record Place(long next, long seen) {

        static final long NOT_ASKED = -1;

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
                long next = offset == null ? consumer.position(partition) : offset.offset();
                places.get().put(partition, new Place(next, Place.NOT_ASKED));
            }
        } catch (KafkaException e) {
            // Then the first batch is taken as it comes; the consumer asks for its position itself.
            LOG.warn("The committed offsets of {} are not known: {}", partitions, e.getMessage());
        }
    }

    /** These partitions are another consumer's now, or nobody's. */
    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(places.get()::remove);
        begun.get().removeAll(Set.copyOf(partitions));
    }

    /** The topic is another one, from its beginning. */
    void topicIsNew() {
        places.get().clear();
        begun.get().clear();
    }

    /**
     * Checks a batch before anything is done with it.
     *
     * @throws OffsetGapException when records may be missing in front of it
     */
    void check(ConsumerRecords<?, ?> records) {
        Map<TopicPartition, Long> gaps = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            Place place = places.get().get(partition);
            if (place == null) {
                continue;
            }
            long first = records.records(partition).getFirst().offset();
            if (place.isAsked()) {
                settle(partition, place, first);
            } else if (first > place.next()) {
                gaps.put(partition, place.next());
                places.get().put(partition, new Place(place.next(), first));
            }
        }
        if (!gaps.isEmpty()) {
            throw new OffsetGapException(gaps);
        }
        begun.get().addAll(records.partitions());
    }

    /**
     * The offset behind the last record that is done with, by this consumer or those before it; empty when it is not known.
     */
    OptionalLong doneUpTo(TopicPartition partition) {
        Place place = places.get().get(partition);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place.next());
    }

    /** All records of the batch are done with. */
    void handled(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            // Others may have come further while this consumer had the batch in hand and not the partition.
            if (begun.get().contains(partition)) {
                long last = records.records(partition).getLast().offset();
                places.get().put(partition, new Place(last + 1, Place.NOT_ASKED));
            }
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
        places.get().put(partition, new Place(first, Place.NOT_ASKED));
    }
}
