package io.launchlog.ingest.verify;

import io.launchlog.ingest.deadletter.LetterHeaders;
import io.launchlog.ingest.log.RecordSet;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.DeadLetterReason;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Which records of the log have a dead letter. May be asked by several threads. */
public final class DeadLetters {

    private final String topic;
    private final boolean logIsCut;
    private final @Nullable String topicId;
    private final long missedSince;
    private final long completeSince;
    private final RecordSet all;
    private final RecordSet refused;
    private final RecordSet lost;

    /**
     * @param topic of events
     * @param topicId Kafka's id of it: letters of an earlier topic of that name say nothing of this one; null when there
     *     is no such topic
     * @param beginnings of the topic of events
     * @param logIsCut whether retention has cut the log, so that the event that a conflict lost against may be gone
     * @param missedSince the letters of records from before that, epoch milliseconds, retention may have dropped
     * @param completeSince the letters of records from before that may have been dropped by anything, by hand too
     */
    DeadLetters(
            String topic,
            @Nullable String topicId,
            Map<Integer, Long> beginnings,
            boolean logIsCut,
            long missedSince,
            long completeSince) {
        this.topic = topic;
        this.topicId = topicId;
        this.logIsCut = logIsCut;
        this.missedSince = missedSince;
        this.completeSince = completeSince;
        this.all = new RecordSet(beginnings);
        this.refused = new RecordSet(beginnings);
        this.lost = new RecordSet(beginnings);
    }

    /** Learns a letter; one of another topic, or without coordinates, says nothing. */
    void add(ConsumerRecord<byte[], byte[]> letter) {
        LetterHeaders headers = new LetterHeaders(letter.headers());
        String partition = headers.text(DeadLetterHeaders.ORIGINAL_PARTITION);
        String offset = headers.text(DeadLetterHeaders.ORIGINAL_OFFSET);
        if (partition == null
                || offset == null
                || !topic.equals(headers.text(DeadLetterHeaders.ORIGINAL_TOPIC))
                || !isOfThisTopic(headers.text(DeadLetterHeaders.ORIGINAL_TOPIC_ID))) {
            return;
        }
        try {
            int number = Integer.parseInt(partition);
            long place = Long.parseLong(offset);
            all.add(number, place);
            String reason = headers.text(DeadLetterHeaders.REASON);
            boolean conflict = DeadLetterReason.CONFLICT.wireName().equals(reason);
            if (conflict) {
                lost.add(number, place);
            }
            if (DeadLetterReason.REJECTED.wireName().equals(reason) || (logIsCut && conflict)) {
                refused.add(number, place);
            }
        } catch (NumberFormatException e) {
            // Somebody else's letter: it answers for no record of ours.
            return;
        }
    }

    private boolean isOfThisTopic(@Nullable String id) {
        return id == null || topicId == null || id.equals(topicId);
    }

    boolean contains(int partition, long offset) {
        return all.contains(partition, offset);
    }

    /** Whether a letter tells that this event, valid as it is, was not stored. */
    boolean refused(int partition, long offset) {
        return refused.contains(partition, offset);
    }

    /** Whether a letter tells that another event with the same identity was there when this one came. */
    public boolean lost(int partition, long offset) {
        return lost.contains(partition, offset);
    }

    /** Records of an earlier timestamp, epoch milliseconds, are not asked for their letters. */
    long missedSince() {
        return missedSince;
    }

    /** Whether a letter for a record of that timestamp is missed when it is not there. */
    boolean isMissed(long timestamp) {
        return timestamp >= missedSince;
    }

    /** Whether a record of that timestamp has no letter when none is there, and never had one. */
    boolean reachBackTo(long timestamp) {
        return timestamp >= completeSince;
    }
}
