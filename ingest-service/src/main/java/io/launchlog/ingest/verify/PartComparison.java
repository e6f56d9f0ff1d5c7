package io.launchlog.ingest.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the log and the index have of one part of the ids. Called in this order: {@link #learn} with all events
 * of the log, {@link #judgeRecord} with all of them again, {@link #judgeDocument} with all documents, {@link #finish}.
 * Its memory grows with the distinct ids of the part, not with how often they come.
 */
final class PartComparison {

    /** What of several partitions comes first (contract section 6), with what is due before what is not. */
    private static final Comparator<LogEntry> FIRST = Comparator.comparing((LogEntry entry) -> !entry.due())
            .thenComparingLong(LogEntry::timestamp)
            .thenComparingInt(LogEntry::partition)
            .thenComparingLong(LogEntry::offset);

    private final Map<Hash128, Identity> identities = new HashMap<>();
    private final IntPredicate expired;
    private final long logReachesBackTo;
    private final Findings findings;

    /**
     * @param expired whether the index of that number is not there, and may have been dropped by retention
     * @param logReachesBackTo documents of an earlier occur time, epoch milliseconds, may come from records that Kafka
     *     has dropped
     */
    PartComparison(IntPredicate expired, long logReachesBackTo, Findings findings) {
        this.expired = expired;
        this.logReachesBackTo = logReachesBackTo;
        this.findings = findings;
    }

    /** What the log says about one id. */
    private final class Identity {

        /** The first of each partition; nearly always of one. */
        private final List<LogEntry> firsts = new ArrayList<>(1);

        /** The first of each partition that may take the place of an expired one, where another came before. */
        private List<LogEntry> next = List.of();

        /** Contents of which a dead letter says that they were refused; usually none. */
        private Set<Hash128> refused = Set.of();

        private @Nullable LogEntry first;
        private @Nullable LogEntry winner;

        /** Whether its document is there, or nobody can say that it is to be. */
        private boolean settled;

        void learn(LogEntry entry) {
            if (!entry.candidate()) {
                if (refused.isEmpty()) {
                    refused = new HashSet<>();
                }
                refused.add(entry.print());
                return;
            }
            winner = null;
            LogEntry earliest = keepEarliest(firsts, entry);
            if (!mayFollow(earliest) && mayFollow(entry)) {
                if (next.isEmpty()) {
                    next = new ArrayList<>(1);
                }
                keepEarliest(next, entry);
            }
        }

        /** Of the entry's partition; of each there is one in the list. */
        private static LogEntry keepEarliest(List<LogEntry> entries, LogEntry entry) {
            for (int i = 0; i < entries.size(); i++) {
                LogEntry other = entries.get(i);
                if (other.partition() == entry.partition()) {
                    if (entry.offset() < other.offset()) {
                        entries.set(i, entry);
                    }
                    return entries.get(i);
                }
            }
            entries.add(entry);
            return entry;
        }

        /** Whether it may have been stored after the event that came first had expired. */
        private boolean mayFollow(LogEntry entry) {
            return !entry.lost() && !expired.test(entry.index());
        }

        /** The event whose document is to be there; null when dead letters say that all of them were refused. */
        @Nullable
        LogEntry winner() {
            if (winner == null && !firsts.isEmpty()) {
                first = firsts.stream().min(FIRST).orElseThrow();
                winner = first;
                if (expired.test(first.index())) {
                    winner = Stream.concat(firsts.stream(), next.stream())
                            .filter(this::mayFollow)
                            .min(FIRST)
                            .orElse(first);
                }
            }
            return winner;
        }

        /** Whether the event that came first has expired, and this is another one that was stored and has too. */
        boolean hasExpiredLater(LogEntry entry) {
            return first != null
                    && expired.test(first.index())
                    && expired.test(entry.index())
                    && !entry.lost()
                    && !entry.print().equals(first.print());
        }

        /** Whether the event that came first has expired, and another one has its place. */
        boolean isFollowed() {
            return first != null && winner != null && !first.isAt(winner);
        }

        boolean isFollowedFirst(LogEntry entry) {
            return first != null && isFollowed() && entry.isAt(first);
        }

        /** Whether it is the content of the event that is to be there, or of the expired one. */
        boolean isKnown(Hash128 print) {
            return (winner != null && print.equals(winner.print())) || (first != null && print.equals(first.print()));
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
        } else if (identity == null || winner == null || !entry.candidate()) {
            findings.refused(entry);
        } else if (entry.isAt(winner)) {
            findings.logged(entry);
        } else if (identity.isFollowedFirst(entry) || identity.hasExpiredLater(entry)) {
            findings.logged(entry);
            findings.expired(entry);
        } else if (identity.isKnown(entry.print())) {
            findings.repeated(entry);
        } else {
            findings.conflict(entry);
        }
    }

    void judgeDocument(IndexEntry document) {
        Identity identity = identities.get(document.id());
        LogEntry winner = identity == null ? null : identity.winner();
        if (identity == null) {
            unexpected(document);
        } else if (winner == null) {
            // A refused event may have been accepted at another time, by another version or mapping.
            if (!identity.refused.contains(document.print())) {
                unexpected(document);
            }
        } else if (document.index() == winner.index() && document.routed()) {
            identity.settled = true;
            if (document.sound() && document.print().equals(winner.print())) {
                findings.matched(document);
            } else if (document.sound() && mayBeBeforeTheLog(document)) {
                findings.beforeTheLog(document);
            } else {
                findings.divergent(winner);
            }
        } else if (document.routed() && !document.print().equals(winner.print()) && mayBeBeforeTheLog(document)) {
            // The first event with this id, of which the log has only one that lost against it.
            identity.settled = true;
            findings.beforeTheLog(document);
        } else {
            findings.duplicated(document, winner);
        }
    }

    private void unexpected(IndexEntry document) {
        if (mayBeBeforeTheLog(document)) {
            findings.beforeTheLog(document);
        } else {
            findings.unexpected(document);
        }
    }

    private boolean mayBeBeforeTheLog(IndexEntry document) {
        return document.occurTime() >= 0 && document.occurTime() < logReachesBackTo;
    }

    void finish() {
        identities.values().forEach(identity -> {
            LogEntry winner = identity.winner();
            if (winner == null || !winner.due() || !winner.inScope() || identity.settled) {
                return;
            }
            if (expired.test(winner.index())) {
                findings.expired(winner);
            } else if (identity.isFollowed()) {
                findings.missingFollower(winner);
            } else {
                findings.missing(winner);
            }
        });
    }
}
