package io.launchlog.ingest.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the log and the index have of one part of the ids. Called in this order: {@link #learn} with all events
 * of the log, {@link #judgeRecord} with all of them again, {@link #judgeDocument} with all documents, {@link #finish}.
 * Its memory grows with the distinct ids of the part, not with how often they come.
 */
final class PartComparison {

    private final Map<Hash128, Identity> identities = new HashMap<>();
    private final Findings findings;

    PartComparison(Findings findings) {
        this.findings = findings;
    }

    /** What the log says about one id. */
    private static final class Identity {

        /** What of several partitions comes first (contract section 6), with what is due before what is not. */
        private static final Comparator<LogEntry> FIRST = Comparator.comparing((LogEntry entry) -> !entry.due())
                .thenComparingLong(LogEntry::timestamp)
                .thenComparingInt(LogEntry::partition)
                .thenComparingLong(LogEntry::offset);

        /** The first of each partition; nearly always of one. */
        private final List<LogEntry> firsts = new ArrayList<>(1);

        /** Contents of which a dead letter says that they were refused; usually none. */
        private Set<Hash128> refused = Set.of();

        private @Nullable LogEntry winner;
        private boolean inPlace;

        void learn(LogEntry entry) {
            if (!entry.candidate()) {
                if (refused.isEmpty()) {
                    refused = new HashSet<>();
                }
                refused.add(entry.print());
                return;
            }
            winner = null;
            for (int i = 0; i < firsts.size(); i++) {
                if (firsts.get(i).partition() == entry.partition()) {
                    if (entry.offset() < firsts.get(i).offset()) {
                        firsts.set(i, entry);
                    }
                    return;
                }
            }
            firsts.add(entry);
        }

        /** The event whose document is to be there; null when dead letters say that all of them were refused. */
        @Nullable
        LogEntry winner() {
            if (winner == null && !firsts.isEmpty()) {
                winner = firsts.stream().min(FIRST).orElseThrow();
            }
            return winner;
        }
    }

    void learn(LogEntry entry) {
        identities.computeIfAbsent(entry.id(), _ -> new Identity()).learn(entry);
    }

    void judgeRecord(LogEntry entry) {
        if (!entry.inScope()) {
            return;
        }
        Identity identity = identities.get(entry.id());
        LogEntry winner = identity == null ? null : identity.winner();
        if (!entry.due()) {
            findings.pending(entry);
        } else if (!entry.candidate() || winner == null) {
            findings.refused(entry);
        } else if (entry.isAt(winner)) {
            findings.logged(entry);
        } else if (entry.print().equals(winner.print())) {
            findings.repeated(entry);
        } else {
            findings.conflict(entry);
        }
    }

    void judgeDocument(IndexEntry document) {
        Identity identity = identities.get(document.id());
        if (identity == null) {
            findings.unexpected(document);
            return;
        }
        LogEntry winner = identity.winner();
        if (winner == null) {
            // A refused event may have been accepted at another time, by another version or mapping.
            if (!identity.refused.contains(document.print())) {
                findings.unexpected(document);
            }
        } else if (document.index() != winner.index() || !document.routed()) {
            findings.duplicated(document);
        } else {
            identity.inPlace = true;
            if (document.sound() && document.print().equals(winner.print())) {
                findings.matched(document);
            } else {
                findings.divergent(winner);
            }
        }
    }

    void finish() {
        identities.values().forEach(identity -> {
            LogEntry winner = identity.winner();
            if (winner != null && winner.due() && winner.inScope() && !identity.inPlace) {
                findings.missing(winner);
            }
        });
    }
}
