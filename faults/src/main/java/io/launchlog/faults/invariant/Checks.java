package io.launchlog.faults.invariant;

import io.launchlog.faults.events.Kind;
import io.launchlog.faults.ledger.Acknowledged;
import io.launchlog.faults.ledger.Content;
import io.launchlog.faults.ledger.Ledgers;
import io.launchlog.faults.ledger.Letter;
import io.launchlog.faults.ledger.LogEntry;
import io.launchlog.faults.ledger.Place;
import io.launchlog.faults.ledger.Stored;
import io.launchlog.model.wire.DeadLetterReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The invariants that the ledgers of a run tell of, once all is quiet. */
public final class Checks {

    /** "First" among records of one identity in several partitions (contract section 6). */
    private static final Comparator<LogEntry> FIRST = Comparator.comparingLong(LogEntry::timestamp)
            .thenComparingInt(entry -> entry.place().partition())
            .thenComparingLong(entry -> entry.place().offset());

    private final Ledgers ledgers;
    private final Map<Place, LogEntry> log = new HashMap<>();
    private final Map<Place, Set<String>> reasons = new HashMap<>();
    private final Map<String, List<Stored>> stored = new HashMap<>();
    private final Map<String, List<LogEntry>> byIdentity = new HashMap<>();

    public Checks(Ledgers ledgers) {
        this.ledgers = ledgers;
        for (LogEntry entry : ledgers.log()) {
            log.put(entry.place(), entry);
            Content content = entry.content();
            if (content != null) {
                byIdentity
                        .computeIfAbsent(content.identity(), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        for (Letter letter : ledgers.letters()) {
            reasons.computeIfAbsent(letter.original(), _ -> new HashSet<>()).add(letter.reason());
        }
        for (Stored document : ledgers.stored()) {
            stored.computeIfAbsent(document.identity(), _ -> new ArrayList<>()).add(document);
        }
    }

    /** The verdicts on what the ledgers tell of; the other invariants are looked at where they can be seen. */
    public List<Verdict> all() {
        return List.of(
                acknowledgedIsKept(), indexedIsInLog(), oneDocumentEach(), firstContentStays(), poisonIsDeadLettered());
    }

    private Verdict acknowledgedIsKept() {
        Tally tally = new Tally(Invariant.I1);
        for (Acknowledged one : ledgers.acknowledged()) {
            LogEntry entry = log.get(one.place());
            boolean kept = entry != null && (isStored(entry) || reasons.containsKey(entry.place()));
            tally.check(kept, one.kind() + " at " + one.place() + (entry == null ? " is not in the log" : " is lost"));
        }
        return tally.verdict();
    }

    private Verdict indexedIsInLog() {
        Tally tally = new Tally(Invariant.I2);
        for (Stored document : ledgers.stored()) {
            boolean found = byIdentity.getOrDefault(document.identity(), List.of()).stream()
                    .anyMatch(entry -> isDocumentOf(document, entry));
            tally.check(found, document.index() + "/" + document.id() + " of " + document.identity());
        }
        return tally.verdict();
    }

    private Verdict oneDocumentEach() {
        Tally tally = new Tally(Invariant.I3);
        stored.forEach((identity, documents) -> tally.check(
                documents.size() == 1,
                identity + " in " + documents.stream().map(Stored::index).toList()));
        return tally.verdict();
    }

    private Verdict firstContentStays() {
        Tally tally = new Tally(Invariant.I4);
        byIdentity.forEach((identity, entries) -> {
            // What its index refuses was never there, so it is not the first either.
            List<LogEntry> candidates = entries.stream()
                    .filter(entry -> !hasReason(entry, DeadLetterReason.REJECTED))
                    .toList();
            if (candidates.isEmpty()) {
                return;
            }
            LogEntry first = first(candidates);
            tally.check(isStored(first), identity + ": the first, at " + first.place() + ", is not what is stored");
            tally.check(
                    !reasons.containsKey(first.place()),
                    identity + ": the first, at " + first.place() + ", is a dead letter");
            for (LogEntry later : candidates) {
                if (later.equals(first)) {
                    continue;
                }
                boolean same = sourceOf(later).equals(sourceOf(first));
                tally.check(
                        same ? !reasons.containsKey(later.place()) : hasReason(later, DeadLetterReason.CONFLICT),
                        identity + ": " + (same ? "the duplicate at " : "the conflict at ") + later.place() + " has "
                                + reasons.getOrDefault(later.place(), Set.of()));
            }
        });
        return tally.verdict();
    }

    private static LogEntry first(List<LogEntry> entries) {
        int partition = entries.getFirst().place().partition();
        boolean inOne = entries.stream().allMatch(entry -> entry.place().partition() == partition);
        // In one partition the offset decides, whatever producers say about the time; an earlier topic before that.
        return inOne ? entries.getFirst() : entries.stream().min(FIRST).orElseThrow();
    }

    private Verdict poisonIsDeadLettered() {
        Tally tally = new Tally(Invariant.I8);
        for (Acknowledged one : ledgers.acknowledged()) {
            DeadLetterReason reason = one.reason();
            if (one.kind() == Kind.POISON && reason != null) {
                Set<String> found = reasons.getOrDefault(one.place(), Set.of());
                tally.check(
                        found.equals(Set.of(reason.wireName())),
                        one.place() + " is " + reason.wireName() + " but has the letters " + found);
            }
        }
        return tally.verdict();
    }

    /** How many dead letters were written again: at least once is promised. */
    public long repeatedLetters() {
        return (long) ledgers.letters().size() - reasons.size();
    }

    private boolean isStored(LogEntry entry) {
        Content content = entry.content();
        return content != null
                && stored.getOrDefault(content.identity(), List.of()).stream()
                        .anyMatch(document -> isDocumentOf(document, entry));
    }

    private static boolean isDocumentOf(Stored document, LogEntry entry) {
        Content content = entry.content();
        return content != null
                && document.id().equals(content.id())
                && document.index().equals(content.index())
                && document.source().equals(content.source());
    }

    private boolean hasReason(LogEntry entry, DeadLetterReason reason) {
        return reasons.getOrDefault(entry.place(), Set.of()).contains(reason.wireName());
    }

    private static String sourceOf(LogEntry entry) {
        Content content = entry.content();
        return content == null ? "" : content.source();
    }
}
