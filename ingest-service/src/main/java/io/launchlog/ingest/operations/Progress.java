package io.launchlog.ingest.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the consumers of this instance have come: what they hold in their hands, and since when. */
@Component
public class Progress {

    private final Clock clock;
    private final Map<TopicPartition, PartitionProgress> byPartition = new ConcurrentHashMap<>();
    private volatile @Nullable Instant lastStored;

    public Progress(Clock clock) {
        this.clock = clock;
    }

    /**
     * One partition that this instance reads.
     *
     * @param idleSince when its last batch was completed, or when it was assigned if none was
     * @param inHandSince when the batch was taken that is not completed yet; null without one
     * @param inHand how many of its records are in that batch
     */
    record PartitionProgress(Instant idleSince, @Nullable Instant inHandSince, int inHand) {

        private PartitionProgress taken(Instant now, int records) {
            // The same records may be handed over again after a failed poll: they wait since the first time.
            return new PartitionProgress(idleSince, inHandSince == null ? now : inHandSince, records);
        }
    }

    /** These partitions are read from now on. */
    public void assigned(Collection<TopicPartition> partitions) {
        completed(partitions);
    }

    /** These partitions are no longer read here. */
    public void revoked(Collection<TopicPartition> partitions) {
        byPartition.keySet().removeAll(partitions);
    }

    /** A batch was taken from the log. */
    public void taken(ConsumerRecords<?, ?> records) {
        Instant now = clock.instant();
        for (TopicPartition partition : records.partitions()) {
            int count = records.records(partition).size();
            byPartition.compute(
                    partition,
                    (key, before) ->
                            before == null ? new PartitionProgress(now, now, count) : before.taken(now, count));
        }
    }

    /** All that was taken from these partitions is done. */
    public void completed(Collection<TopicPartition> partitions) {
        PartitionProgress idle = new PartitionProgress(clock.instant(), null, 0);
        partitions.forEach(partition -> byPartition.put(partition, idle));
    }

    /** Elasticsearch has stored the events of a batch. */
    public void stored() {
        lastStored = clock.instant();
    }

    /** When a bulk succeeded last; null when none has since the start. */
    @Nullable
    Instant lastStored() {
        return lastStored;
    }

    /** How far that partition is; null when it is not read here. */
    @Nullable
    PartitionProgress of(TopicPartition partition) {
        return byPartition.get(partition);
    }
}
