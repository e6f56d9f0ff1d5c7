package io.launchlog.ingest.verify;

import io.launchlog.ingest.deadletter.DeadLetter;
import io.launchlog.ingest.deadletter.DeadLetterPublisher;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.RecordSet;
import io.launchlog.ingest.log.Together;
import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.store.StoreOutcome;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.DeadLetterReason;
import io.launchlog.model.wire.Decoded;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Tells the records that should have a dead letter and have none, and writes it. */
@Component
class LetterCheck {

    private static final int MAXIMUM_LETTERS = 100;

    private final LogReader log;
    private final CloudEventDecoder decoder;
    private final DeadLetterPublisher publisher;
    private final TopicIds topicIds;
    private final Clock clock;

    LetterCheck(
            LogReader log, CloudEventDecoder decoder, DeadLetterPublisher publisher, TopicIds topicIds, Clock clock) {
        this.log = log;
        this.decoder = decoder;
        this.publisher = publisher;
        this.topicIds = topicIds;
        this.clock = clock;
    }

    /**
     * How many records have none.
     *
     * @param expected the records that should have one
     */
    long check(String topic, RecordSet expected, DeadLetters letters, boolean repair, Differences differences) {
        RecordSet open = without(expected, letters);
        for (int partition : open.partitions()) {
            open.offsets(partition)
                    .forEach(offset -> differences.found(
                            Difference.WITHOUT_DEAD_LETTER, () -> topic + "-" + partition + "@" + offset));
        }
        if (repair) {
            Together<DeadLetter> together = new Together<>(MAXIMUM_LETTERS, written -> write(written, differences));
            log.read(
                    topic,
                    open,
                    message -> together.add(
                            letter(message), Together.sizeOf(message.key(), message.value(), message.headers())));
            together.handOn();
        }
        return open.size();
    }

    private static RecordSet without(RecordSet expected, DeadLetters letters) {
        Map<Integer, Long> first = new HashMap<>();
        for (int partition : expected.partitions()) {
            first.put(partition, expected.next(partition, 0));
        }
        RecordSet open = new RecordSet(first);
        for (int partition : expected.partitions()) {
            expected.offsets(partition)
                    .filter(offset -> !letters.contains(partition, offset))
                    .forEach(offset -> open.add(partition, offset));
        }
        return open;
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> message) {
        return switch (decoder.decode(message.headers(), message.value(), message.timestamp())) {
            case Decoded.Refused(var reason, var field, var detail) ->
                new DeadLetter(message, reason, field, detail, clock.millis());
            case Decoded.Accepted _ ->
                new DeadLetter(
                        message, DeadLetterReason.CONFLICT, null, StoreOutcome.CONFLICT.detail(), clock.millis());
        };
    }

    private void write(List<DeadLetter> letters, Differences differences) {
        int count = letters.size();
        // It takes out of its list what is written.
        publisher.publish(
                new ArrayList<>(letters),
                topicIds.of(letters.getFirst().original().topic()));
        for (int i = 0; i < count; i++) {
            differences.mended(Difference.WITHOUT_DEAD_LETTER);
        }
    }
}
