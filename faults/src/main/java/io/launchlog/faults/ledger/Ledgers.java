package io.launchlog.faults.ledger;

import java.util.List;

/**
 * All that is known after a run.
 *
 * @param acknowledged what the producer saw acknowledged
 * @param log the topic from offset 0, partition by partition in the order of offsets; earlier topics of that name first
 * @param letters the topic of dead letters
 * @param stored all documents of all indices of events
 */
public record Ledgers(List<Acknowledged> acknowledged, List<LogEntry> log, List<Letter> letters, List<Stored> stored) {

    public Ledgers {
        acknowledged = List.copyOf(acknowledged);
        log = List.copyOf(log);
        letters = List.copyOf(letters);
        stored = List.copyOf(stored);
    }
}
