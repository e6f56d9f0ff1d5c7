package io.launchlog.ingest.consume;

import io.launchlog.ingest.deadletter.DeadLetter;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.ServiceDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * How far a polled batch has come. It outlives an attempt, so that the next one goes on where the last was stopped:
 * what is stored is not sent again, what is a dead letter is not written twice. Used by one thread.
 */
final class BatchInProgress {

    private final ConsumerRecords<byte[], byte[]> records;
    private final Uuid topicId;
    private List<PendingEvent> pending;
    private final Map<ServiceKey, ServiceDocument> services = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final Set<Generation> followed = new HashSet<>();
    private final Set<Generation> complete = new HashSet<>();
    private @Nullable Generation decider;

    /** An event that is stored, and the generation that has decided so. */
    private record Accepted(PendingEvent event, Generation by) {}

    /** An event that is not stored yet. */
    record PendingEvent(ConsumerRecord<byte[], byte[]> original, EventDocument document) {}

    BatchInProgress(ConsumerRecords<byte[], byte[]> records, Uuid topicId) {
        this.records = records;
        this.topicId = topicId;
        this.pending = new ArrayList<>(records.count());
    }

    /** Whether it is about those very records: the container hands the same object to every attempt. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(ConsumerRecords<byte[], byte[]> others) {
        return records == others;
    }

    /** Of the topic that its records are of; there may be another one of that name by now. */
    Uuid topicId() {
        return topicId;
    }

    /** The partitions that its records are of. */
    Set<TopicPartition> partitions() {
        return records.partitions();
    }

    /** Events to be stored, in the order of the log within each partition. */
    List<PendingEvent> pending() {
        return pending;
    }

    void remaining(List<PendingEvent> events) {
        pending = events;
    }

    /** What the stored events say of their services, to be merged into the projection. */
    Map<ServiceKey, ServiceDocument> services() {
        return services;
    }

    /** An event is stored there: other generations are to have it too, and its service is to know what it says. */
    void stored(PendingEvent event, Generation generation) {
        accepted.add(new Accepted(event, generation));
        ServiceDocument said = ServiceDocument.of(event.document());
        services.merge(said.service(), said, ServiceDocument::merge);
    }

    /** The stored events that this generation does not have yet: another one was live when they were stored. */
    List<PendingEvent> missingIn(Generation generation) {
        return accepted.stream()
                .filter(one -> !one.by().equals(generation) && !followed.contains(generation))
                .map(Accepted::event)
                .toList();
    }

    /** What was missing in the generation is decided there too. */
    void followed(Generation generation) {
        followed.add(generation);
    }

    /** Whether the generation has all events of the batch, and their services. */
    boolean isComplete(Generation generation) {
        return complete.contains(generation);
    }

    void complete(Generation generation) {
        complete.add(generation);
    }

    /**
     * The generation that is live in the attempt that begins. When it was another one before, this one may only have
     * followed: it is forgotten that it did, so that what it does not take is found once more, and told.
     */
    void decidedBy(Generation live) {
        if (decider != null && !decider.equals(live)) {
            followed.remove(live);
            complete.remove(live);
        }
        decider = live;
    }

    /** Records to be written to the dead-letter topic. */
    List<DeadLetter> deadLetters() {
        return deadLetters;
    }
}
