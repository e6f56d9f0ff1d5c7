package io.launchlog.ingest.verify;

import io.launchlog.ingest.log.RecordSet;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.Decoded;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the log as ingest does and spills what it says. Called by several threads. */
final class LogScan {

    private final CloudEventDecoder decoder;
    private final Scope scope;
    private final LogBounds bounds;
    private final DeadLetters letters;
    private final IndexNumbers numbers;
    private final Spill<LogEntry> spill;
    private final RecordSet withLetter;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong refusedPending = new AtomicLong();

    /** @param withLetter gets the records that can be no document, so that a dead letter is to be there */
    LogScan(
            CloudEventDecoder decoder,
            Scope scope,
            LogBounds bounds,
            DeadLetters letters,
            IndexNumbers numbers,
            Spill<LogEntry> spill,
            RecordSet withLetter) {
        this.decoder = decoder;
        this.scope = scope;
        this.bounds = bounds;
        this.letters = letters;
        this.numbers = numbers;
        this.spill = spill;
        this.withLetter = withLetter;
    }

    void accept(ConsumerRecord<byte[], byte[]> message) {
        boolean due = bounds.isDue(message.partition(), message.offset());
        if (due) {
            records.incrementAndGet();
        }
        switch (decoder.decode(message.headers(), message.value(), message.timestamp())) {
            case Decoded.Accepted(var event) -> accept(message, event, due);
            case Decoded.Refused _ -> {
                // Of which service or time it is cannot be said: it counts only where everything does.
                if (scope.isEverything()) {
                    if (!due) {
                        refusedPending.incrementAndGet();
                    } else if (letters.isMissed(message.timestamp())) {
                        withLetter.add(message.partition(), message.offset());
                    }
                }
            }
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> message, ServiceEvent event, boolean due) {
        if (!scope.accepts(event.service())) {
            return;
        }
        EventDocument document = EventDocument.of(event);
        spill.add(new LogEntry(
                Hash128.of(document.id().text()),
                Hash128.of(document.fingerprint()),
                message.timestamp(),
                message.partition(),
                message.offset(),
                numbers.at(event.occurTime()),
                !letters.refused(message.partition(), message.offset()),
                letters.lost(message.partition(), message.offset()),
                due,
                event.occurTime() >= scope.since()));
    }

    /** How many records that are due were read. */
    long records() {
        return records.get();
    }

    /** How many records are no event and not committed yet. */
    long refusedPending() {
        return refusedPending.get();
    }
}
