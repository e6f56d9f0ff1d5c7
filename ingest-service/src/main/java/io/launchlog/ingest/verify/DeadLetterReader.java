package io.launchlog.ingest.verify;

import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.TopicIds;
import io.launchlog.model.wire.Topics;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the coordinates of all dead letters. */
@Component
public class DeadLetterReader {

    private final LogReader log;
    private final TopicIds topicIds;
    private final TopicRetention retention;

    DeadLetterReader(LogReader log, TopicIds topicIds, TopicRetention retention) {
        this.log = log;
        this.topicIds = topicIds;
        this.retention = retention;
    }

    /**
     * Reads those that are there now.
     *
     * @param topic of events
     */
    public DeadLetters read(String topic) {
        return read(topic, LogBounds.of(log.beginnings(topic), Map.of(), Map.of(), Map.of()), 1);
    }

    /** @param bounds of the topic of events */
    DeadLetters read(String topic, LogBounds bounds, int threads) {
        String letterTopic = Topics.deadLettersOf(topic);
        Map<Integer, Long> beginnings = log.beginnings(letterTopic);
        Map<Integer, Long> ends = log.ends(letterTopic);
        long completeSince = Long.MIN_VALUE;
        for (Map.Entry<Integer, Long> beginning : beginnings.entrySet()) {
            if (beginning.getValue() > 0) {
                // Letters were dropped; a letter is younger than its record.
                completeSince = Math.max(
                        completeSince,
                        log.firstTimestamp(
                                letterTopic,
                                beginning.getKey(),
                                beginning.getValue(),
                                ends.getOrDefault(beginning.getKey(), 0L)));
            }
        }
        // Letters are rare: where the first that is left is young, or none is, retention has dropped only old ones.
        long missedSince = completeSince == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : Math.min(completeSince, retention.keepsSince(letterTopic));
        DeadLetters letters =
                new DeadLetters(topic, topicId(topic), bounds.beginnings(), bounds.isCut(), missedSince, completeSince);
        log.read(letterTopic, beginnings, ends, threads, letters::add);
        return letters;
    }

    /** Null when there is no such topic; then there is nothing that a letter could be about. */
    private @Nullable String topicId(String topic) {
        return topicIds.find(topic).map(Uuid::toString).orElse(null);
    }
}
