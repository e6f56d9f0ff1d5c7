package io.launchlog.ingest.consume;

import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.operations.IngestMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notices that the topic was deleted and made again. Positions and committed offsets are kept by its name: a consumer
 * would go on in the new one where it had been in the old one, and pass over what is in front of that. So each commit
 * says of which topic its offset is, and with each batch is asked whether the topic is still the same: as ids do not come
 * back, what was polled before is of it then. As long as Kafka has told nothing, a consumer may fetch what it likes: none
 * of it is used.
 */
@Component
class TopicWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final TopicIds topicIds;
    private final String topic;
    private final IngestMetrics metrics;

    /** Of this thread's consumer; the watch lives as long as the consumer threads. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Positions> positions = ThreadLocal.withInitial(Positions::new);

    TopicWatch(TopicIds topicIds, TopicProperties properties, IngestMetrics metrics) {
        this.topicIds = topicIds;
        this.topic = properties.name();
        this.metrics = metrics;
    }

    /** What a consumer's positions are worth. */
    private static final class Positions {

        /** The topic that they are of; null before Kafka has told, zero when it is not the one that is there. */
        private @Nullable Uuid of;

        /** Whether a batch came before Kafka had told; it may be in hand still. */
        private boolean polled;

        /** That which was there at the last look. */
        private @Nullable Uuid now;

        /** The topic of the last batch that is done with. */
        private @Nullable Uuid done;

        /** Where it is not known of which topic the committed offset is. */
        private final Set<TopicPartition> unknown = new HashSet<>();
    }

    /**
     * Where the committed offsets of partitions are of an earlier topic, they are read from the beginning.
     *
     * @return those partitions
     */
    Set<TopicPartition> assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Positions known = positions.get();
        boolean first = known.of == null && !known.polled && known.unknown.isEmpty();
        known.unknown.addAll(partitions);
        try {
            Uuid now = topicIds.of(topic);
            if (first) {
                known.of = now;
                known.now = now;
            }
            if (!now.equals(known.of)) {
                // Others were assigned before Kafka told of a topic, or it tells of another one, maybe by a broker that
                // has not heard of the change yet: the next batch or idle moment tells.
                return Set.of();
            }
            Set<TopicPartition> stale = ofAnother(now, committed(consumer, partitions));
            known.unknown.removeAll(partitions);
            if (!stale.isEmpty()) {
                tellOfAnother(stale);
                consumer.seekToBeginning(stale);
            }
            return stale;
        } catch (KafkaException e) {
            LOG.warn("Of which topic the committed offsets of {} are is not known yet: {}", topic, e.getMessage());
            return Set.of();
        }
    }

    /** These partitions are another consumer's now, or nobody's. */
    void revoked(Collection<TopicPartition> partitions) {
        Positions known = positions.get();
        known.unknown.removeAll(partitions);
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(consumer.committed(Set.copyOf(partitions)));
        committed.values().removeIf(Objects::isNull);
        return committed;
    }

    private static Set<TopicPartition> ofAnother(Uuid now, Map<TopicPartition, OffsetAndMetadata> committed) {
        Set<TopicPartition> stale = new HashSet<>();
        committed.forEach((partition, offset) -> {
            if (!TopicIds.mayBeOf(now, offset)) {
                stale.add(partition);
            }
        });
        return stale;
    }

    private void tellOfAnother(Set<TopicPartition> stale) {
        LOG.warn("The committed offsets of {} are of an earlier topic: reading from the beginning", stale);
        metrics.topicMadeAgain();
    }

    /**
     * Looks, after a poll and before anything is done with what it brought. When there is another topic by now, the
     * records may be of either one: those that it does not have are worth being stored, and {@link #requireSame} has all
     * read once more.
     *
     * @return the id of the topic that they are of; zero when it is not known
     * @throws KafkaException when Kafka does not tell
     * @throws PolledTooEarlyException when Kafka tells for the first time: the poll may have been before that
     */
    Uuid check(Consumer<?, ?> consumer) {
        Positions known = positions.get();
        if (known.of == null) {
            known.polled = true;
            throw new PolledTooEarlyException(topic, begin(known, consumer));
        }
        Uuid of = look(known, known.of, consumer);
        return of.equals(known.now) ? of : Uuid.ZERO_UUID;
    }

    /**
     * Begins anew with the topic that is there, when Kafka has not told of one before.
     *
     * @return the committed offsets of that topic, by partition
     */
    private Map<TopicPartition, Long> begin(Positions known, Consumer<?, ?> consumer) {
        Uuid now = topicIds.of(topic);
        Map<TopicPartition, OffsetAndMetadata> committed = committed(consumer, consumer.assignment());
        Set<TopicPartition> stale = ofAnother(now, committed);
        if (!stale.isEmpty()) {
            tellOfAnother(stale);
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Set<TopicPartition> unnamed = new HashSet<>();
        committed.forEach((partition, offset) -> {
            if (offset.metadata().isEmpty()) {
                unnamed.add(partition);
            } else if (!stale.contains(partition)) {
                offsets.put(partition, offset.offset());
            }
        });
        if (!unnamed.isEmpty()) {
            // What was fetched from there may be of an earlier topic, and a position that stays the same keeps it.
            LOG.warn("The committed offsets of {} name no topic: reading from the beginning", unnamed);
        }
        known.now = now;
        known.of = now;
        known.unknown.clear();
        return offsets;
    }

    /**
     * Has everything read that is not committed. What was polled before may be of an earlier topic, and what the consumer
     * has fetched too: positions are set anew in all its partitions.
     *
     * @param committed what {@link PolledTooEarlyException} tells
     */
    void goBack(Consumer<?, ?> consumer, Map<TopicPartition, Long> committed) {
        Set<TopicPartition> others = new HashSet<>(consumer.assignment());
        others.removeAll(committed.keySet());
        if (!others.isEmpty()) {
            consumer.seekToBeginning(others);
        }
        committed.forEach(consumer::seek);
    }

    /**
     * @param before the topic that they were of at the last look
     * @return the topic that the positions are of, to be compared with the one that is there now
     */
    private Uuid look(Positions known, Uuid before, Consumer<?, ?> consumer) {
        // It may be deleted, and none is there yet.
        Uuid now = topicIds.find(topic).orElse(before);
        Uuid of = before;
        // When there is another one, all is read from its beginning anyway, unless that is told by a broker alone that
        // has not heard of the change yet.
        if (of.equals(now) && !known.unknown.isEmpty()) {
            Set<TopicPartition> stale = ofAnother(now, committed(consumer, known.unknown));
            known.unknown.clear();
            // Whatever they are of, it is not the one that is there.
            of = stale.isEmpty() ? of : Uuid.ZERO_UUID;
        }
        known.now = now;
        known.of = of;
        return of;
    }

    /**
     * Checks, when all records of a batch are done with.
     *
     * @param of what {@link #check} said of the batch
     * @throws TopicMadeAgainException when there was another topic in front of it
     */
    void requireSame(Uuid of) {
        Positions known = positions.get();
        if (!of.equals(known.now)) {
            throw new TopicMadeAgainException(topic);
        }
        known.done = of;
    }

    /**
     * Has everything read from the beginning of the topic that is there.
     *
     * @return its first offset, by partition
     */
    Map<TopicPartition, Long> readFromBeginning(Consumer<?, ?> consumer) {
        Positions known = positions.get();
        Uuid before = known.of;
        known.of = known.now;
        known.unknown.clear();
        consumer.seekToBeginning(consumer.assignment());
        metrics.topicMadeAgain();
        LOG.warn("The topic {} was deleted and made again (it was {}): reading it from its beginning", topic, before);
        return consumer.assignment().stream().collect(Collectors.toMap(Function.identity(), _ -> 0L));
    }

    /**
     * Looks while the consumer has no records, as it gets no batch that would tell when its position happens to be the end
     * of the new topic.
     *
     * @return where its partitions are read from now, as far as that is known; null when its positions stay
     * @throws KafkaException when Kafka does not tell
     */
    @Nullable
    Map<TopicPartition, Long> idle(Consumer<?, ?> consumer) {
        Positions known = positions.get();
        if (known.of == null) {
            Map<TopicPartition, Long> committed = begin(known, consumer);
            goBack(consumer, committed);
            return committed;
        }
        return look(known, known.of, consumer).equals(known.now) ? null : readFromBeginning(consumer);
    }

    /**
     * What is to be committed for an offset while the consumer has nothing in hand; empty when its position is not known to be
     * of the topic that was there at the last look.
     */
    Optional<OffsetAndMetadata> idleCommit(TopicPartition partition, long offset) {
        Positions known = positions.get();
        Uuid of = known.of;
        return of != null && of.equals(known.now) && !known.unknown.contains(partition)
                ? Optional.of(new OffsetAndMetadata(offset, of.toString()))
                : Optional.empty();
    }

    /** What is committed for an offset. */
    OffsetAndMetadata commit(long offset) {
        Uuid done = positions.get().done;
        return new OffsetAndMetadata(offset, done == null ? "" : done.toString());
    }
}
