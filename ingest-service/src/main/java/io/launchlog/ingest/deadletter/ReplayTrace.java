package io.launchlog.ingest.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;

/**
 * What is left of a replay in the topic of traces: key {@code topic-id/partition/offset} of the letter, value {@code
 * epoch-milliseconds partition/offset} of the record that was published. The id, because offsets begin anew when the
 * dead letters' topic is deleted and made again.
 *
 * @param topic the id of the dead letters' topic
 * @param letter the one that was replayed
 * @param at when
 * @param partition where it was published in the topic of events
 * @param offset the same
 */
record ReplayTrace(Uuid topic, Coordinate letter, Instant at, int partition, long offset) {

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]{22})/(\\d{1,9})/(\\d{1,18})");
    private static final Pattern VALUE = Pattern.compile("(\\d{1,15}) (\\d{1,9})/(\\d{1,18})");

    /** Empty when the record is none of ours. */
    static Optional<ReplayTrace> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        Matcher key = KEY.matcher(new String(record.key(), StandardCharsets.UTF_8));
        Matcher value = VALUE.matcher(new String(record.value(), StandardCharsets.UTF_8));
        if (!key.matches() || !value.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ReplayTrace(
                Uuid.fromString(key.group(1)),
                new Coordinate(Integer.parseInt(key.group(2)), Long.parseLong(key.group(3))),
                Instant.ofEpochMilli(Long.parseLong(value.group(1))),
                Integer.parseInt(value.group(2)),
                Long.parseLong(value.group(3))));
    }

    ProducerRecord<byte[], byte[]> toRecord(String traces) {
        String key = topic + "/" + letter.partition() + "/" + letter.offset();
        String value = at.toEpochMilli() + " " + partition + "/" + offset;
        return new ProducerRecord<>(
                traces, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }
}
