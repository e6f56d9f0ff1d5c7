package io.launchlog.faults.invariant;

import io.launchlog.faults.events.Kind;
import io.launchlog.faults.ledger.Acknowledged;
import io.launchlog.faults.ledger.Content;
import io.launchlog.faults.ledger.Ledgers;
import io.launchlog.faults.ledger.Letter;
import io.launchlog.faults.ledger.LogEntry;
import io.launchlog.faults.ledger.Place;
import io.launchlog.faults.ledger.Row;
import io.launchlog.faults.ledger.Stored;
import io.launchlog.model.wire.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;

/** Small ledgers made by hand: records in partition 0, one after the other. */
final class LedgerBuilder {

    private static final Row ROW = new Row("project/service", 1000, 0, 0, "text");

    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<LogEntry> log = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Stored> stored = new ArrayList<>();

    static Content content(String identity, String text, String month) {
        return new Content(identity, "id-of-" + identity, "routing", "index-" + month, text);
    }

    /** An acknowledged record with that content. */
    LedgerBuilder event(String identity, String text) {
        return event(identity, text, "10");
    }

    LedgerBuilder event(String identity, String text, String month) {
        Place place = new Place(0, log.size());
        log.add(new LogEntry(place, 1000, content(identity, text, month)));
        acknowledged.add(new Acknowledged(place, Kind.NEW, null));
        return this;
    }

    /** One of another partition and time. */
    LedgerBuilder elsewhere(String identity, String text, long timestamp) {
        log.add(new LogEntry(new Place(7, 0), timestamp, content(identity, text, "10")));
        return this;
    }

    LedgerBuilder poison(DeadLetterReason reason) {
        Place place = new Place(0, log.size());
        log.add(new LogEntry(place, 1000, null));
        acknowledged.add(new Acknowledged(place, Kind.POISON, reason));
        return this;
    }

    LedgerBuilder acknowledgedOnly(long offset) {
        acknowledged.add(new Acknowledged(new Place(0, offset), Kind.NEW, null));
        return this;
    }

    LedgerBuilder stored(String identity, String text) {
        return stored(identity, text, "10");
    }

    LedgerBuilder stored(String identity, String text, String month) {
        stored.add(new Stored("index-" + month, "id-of-" + identity, identity, text, ROW));
        return this;
    }

    LedgerBuilder letter(long offset, DeadLetterReason reason) {
        letters.add(new Letter(new Place(0, offset), reason.wireName()));
        return this;
    }

    Ledgers ledgers() {
        return new Ledgers(acknowledged, log, letters, stored);
    }

    /** The verdict on one invariant. */
    Verdict verdict(Invariant invariant) {
        return new Checks(ledgers())
                .all().stream()
                        .filter(verdict -> verdict.invariant() == invariant)
                        .findFirst()
                        .orElseThrow();
    }
}
