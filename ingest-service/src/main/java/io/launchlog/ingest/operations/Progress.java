package io.launchlog.ingest.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppingEvent;
import org.springframework.stereotype.Component;

/**
 * How far the consumers of this instance have come: what they hold in their hands, and since when. Each tells of itself,
 * in its own thread. A batch is its consumer's and not its partitions': they may go, and come again or be another
 * consumer's, while it is repeated.
 */
@Component
public class Progress {

    private final Clock clock;
    private final Supplier<String> worker;
    private final Map<TopicPartition, PartitionProgress> byPartition = new ConcurrentHashMap<>();
    private final Map<String, InHand> byWorker = new ConcurrentHashMap<>();
    private volatile @Nullable Instant lastStored;

    @Autowired
    public Progress(Clock clock) {
        this(clock, () -> Thread.currentThread().getName());
    }

    /** @param worker the name of the consumer that is calling */
    Progress(Clock clock, Supplier<String> worker) {
        this.clock = clock;
        this.worker = worker;
    }

    /**
     * One partition that this instance reads.
     *
     * @param idleSince when its last batch was completed, or when it was assigned if none was
     * @param worker the consumer that it was assigned to last
     */
    record PartitionProgress(Instant idleSince, String worker) {}

    /**
     * A batch that a consumer has not completed yet.
     *
     * @param since when it was taken
     * @param records how many of its records are of each partition
     * @param putBack whether the consumer has given it up with its position set back, to be handed it over again
     */
    record InHand(Instant since, Map<TopicPartition, Integer> records, boolean putBack) {

        InHand {
            records = Map.copyOf(records);
        }

        long count() {
            return records.values().stream().mapToLong(Integer::longValue).sum();
        }

        /** That batch, put back: only of partitions that the consumer has will it be handed over again. */
        private @Nullable InHand putBackIn(Predicate<TopicPartition> kept) {
            Map<TopicPartition, Integer> left = new HashMap<>(records);
            left.keySet().removeIf(kept.negate());
            return left.isEmpty() ? null : new InHand(since, left, true);
        }
    }

    /** These partitions are read by this consumer from now on. */
    public void assigned(Collection<TopicPartition> partitions) {
        PartitionProgress idle = idle();
        partitions.forEach(partition -> byPartition.put(partition, idle));
    }

    /** These partitions are no longer read by this consumer; what it has in hand of them it repeats all the same. */
    public void revoked(Collection<TopicPartition> partitions) {
        String me = worker.get();
        // Another one may have them already.
        partitions.forEach(partition -> byPartition.computeIfPresent(
                partition, (key, before) -> before.worker().equals(me) ? null : before));
        byWorker.computeIfPresent(
                me, (key, batch) -> batch.putBack() ? batch.putBackIn(kept -> !partitions.contains(kept)) : batch);
    }

    /** A batch was taken from the log. */
    public void taken(ConsumerRecords<?, ?> records) {
        Map<TopicPartition, Integer> counts = new HashMap<>();
        records.partitions()
                .forEach(partition ->
                        counts.put(partition, records.records(partition).size()));
        Instant now = clock.instant();
        // The same records may be handed over again after a failed poll: they wait since the first time.
        byWorker.compute(
                worker.get(),
                (key, before) -> new InHand(before != null && before.putBack() ? before.since() : now, counts, false));
    }

    /** The batch was given up, with the position set back to where it is handed over again. */
    public void putBack() {
        String me = worker.get();
        byWorker.computeIfPresent(me, (key, batch) -> batch.putBackIn(partition -> isOf(me, partition)));
    }

    /** All that was taken from these partitions is done. */
    public void completed(Collection<TopicPartition> partitions) {
        PartitionProgress idle = idle();
        // First: a consumer that has nothing in hand any more must not look as if it had been idle since long ago.
        partitions.forEach(partition -> byPartition.computeIfPresent(
                partition, (key, before) -> before.worker().equals(idle.worker()) ? idle : before));
        byWorker.remove(idle.worker());
    }

    /** This consumer ends, and hands nothing over any more. It says so itself, whatever it has ended by. */
    @EventListener(ConsumerStoppingEvent.class)
    public void stopping() {
        byWorker.remove(worker.get());
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

    /** What the consumers have in hand now, by the names of their threads. */
    Map<String, InHand> inHand() {
        return new TreeMap<>(byWorker);
    }

    private PartitionProgress idle() {
        return new PartitionProgress(clock.instant(), worker.get());
    }

    private boolean isOf(String me, TopicPartition partition) {
        PartitionProgress known = byPartition.get(partition);
        return known != null && known.worker().equals(me);
    }
}
