package io.launchlog.ingest.deadletter;

import io.launchlog.model.event.BoundedText;
import io.launchlog.model.wire.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes of a letter the record that it once was, with a trace; what was left out of it comes from the log. The timestamp is the original's: an event's age is judged
 * against it. The partition too: there the events of its service are.
 */
@Component
class ReplayedRecords {

    private final DeadLetterLog log;
    private final String events;

    ReplayedRecords(DeadLetterLog log, @Value("${launchlog.topic.name}") String events) {
        this.log = log;
        this.events = events;
    }

    /** A record that can be published, or why there is none. */
    sealed interface Prepared {

        record Ready(ProducerRecord<byte[], byte[]> record) implements Prepared {}

        record Impossible(String why) implements Prepared {}
    }

    Prepared of(StoredLetter letter) {
        Optional<StoredLetter.Original> told = letter.original();
        if (told.isEmpty()) {
            return new Prepared.Impossible("its headers do not tell where it came from");
        }
        StoredLetter.Original original = told.get();
        if (!original.topic().equals(events)) {
            return new Prepared.Impossible(
                    "it came from topic " + BoundedText.quote(original.topic()) + ", not from " + events);
        }
        if (letter.record().value() != null) {
            return new Prepared.Ready(record(letter, original, letter.record()));
        }
        // Key and headers may have been left out as well.
        return log.find(original)
                .filter(found -> (found.value() != null) == letter.isValueLeftOut())
                .or(() -> letter.isValueLeftOut() ? Optional.empty() : Optional.of(letter.record()))
                .<Prepared>map(content -> new Prepared.Ready(record(letter, original, content)))
                .orElseGet(() -> new Prepared.Impossible(
                        "its value was left out because of its size, and the original " + original + " is gone"));
    }

    private ProducerRecord<byte[], byte[]> record(
            StoredLetter letter, StoredLetter.Original original, ConsumerRecord<byte[], byte[]> content) {
        String before = letter.text(DeadLetterHeaders.FIRST_ORIGINAL);
        LetterHeaders headers = LetterHeaders.withoutOurs(content.headers())
                .with(
                        DeadLetterHeaders.REPLAYED_FROM,
                        log.topic() + "/" + letter.record().partition() + "/"
                                + letter.record().offset())
                .with(DeadLetterHeaders.FIRST_ORIGINAL, before == null ? original.toString() : before);
        letter.attempt().next().writeTo(headers);
        @Nullable Long timestamp = original.timestamp() < 0 ? null : original.timestamp();
        return new ProducerRecord<>(
                events, original.partition(), timestamp, content.key(), content.value(), headers.headers());
    }
}
