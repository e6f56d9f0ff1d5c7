package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.DeadLetterReason;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A dead letter as it is in its topic. Others can write there too, so nothing about it is certain. */
record StoredLetter(ConsumerRecord<byte[], byte[]> record) {

    /**
     * The record that became the letter.
     *
     * @param timestamp epoch milliseconds; -1 when it had none
     */
    record Original(String topic, int partition, long offset, long timestamp) {

        @Override
        public String toString() {
            return topic + "/" + partition + "/" + offset;
        }
    }

    Coordinate coordinate() {
        return new Coordinate(record.partition(), record.offset());
    }

    /** When it was written. */
    Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Empty when the header is missing or holds something else. */
    Optional<DeadLetterReason> reason() {
        String name = text(DeadLetterHeaders.REASON);
        return Stream.of(DeadLetterReason.values())
                .filter(reason -> reason.wireName().equals(name))
                .findFirst();
    }

    @Nullable
    String text(String header) {
        return headers().text(header);
    }

    Attempt attempt() {
        OptionalInt number = headers().integer(DeadLetterHeaders.ATTEMPT);
        OptionalLong firstSeen = headers().number(DeadLetterHeaders.FIRST_SEEN);
        return new Attempt(Math.max(1, number.orElse(1)), firstSeen.orElse(record.timestamp()));
    }

    /** Empty when the headers do not tell. */
    Optional<Original> original() {
        String topic = text(DeadLetterHeaders.ORIGINAL_TOPIC);
        OptionalInt partition = headers().integer(DeadLetterHeaders.ORIGINAL_PARTITION);
        OptionalLong offset = headers().number(DeadLetterHeaders.ORIGINAL_OFFSET);
        OptionalLong timestamp = headers().number(DeadLetterHeaders.ORIGINAL_TIMESTAMP);
        if (topic == null
                || partition.isEmpty()
                || partition.getAsInt() < 0
                || offset.isEmpty()
                || offset.getAsLong() < 0
                || timestamp.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Original(topic, partition.getAsInt(), offset.getAsLong(), timestamp.getAsLong()));
    }

    Subject subject() {
        return Subject.of(record.key(), record.value());
    }

    /** Whether the value was too large for the topic: only {@code empty} letters come without one. */
    boolean isValueLeftOut() {
        return record.value() == null && !reason().equals(Optional.of(DeadLetterReason.EMPTY));
    }

    private LetterHeaders headers() {
        return new LetterHeaders(record.headers());
    }
}
