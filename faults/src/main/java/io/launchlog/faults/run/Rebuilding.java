package io.launchlog.faults.run;

import io.launchlog.faults.invariant.RebuildCheck;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.ledger.Content;
import io.launchlog.faults.ledger.IndexReader;
import io.launchlog.faults.ledger.Ledgers;
import io.launchlog.faults.ledger.Letter;
import io.launchlog.faults.ledger.LogEntry;
import io.launchlog.faults.ledger.Place;
import io.launchlog.faults.ledger.Stored;
import io.launchlog.faults.process.Operator;
import io.launchlog.model.index.Generation;
import io.launchlog.model.wire.DeadLetterReason;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rebuilds the projection with the operators' command and compares (I10). */
record Rebuilding(Operator operator, IndexReader index) {

    private static final Generation REBUILT = Generation.FIRST.next();

    /**
     * Rebuilds.
     *
     * @param name of the command's log
     * @param ledgers with the documents of the first generation
     * @param current the log of the topic that is there now
     */
    Verdict run(String name, Ledgers ledgers, List<LogEntry> current) throws IOException {
        RebuildCheck check = new RebuildCheck();
        // Of an earlier topic of that name the log tells no more: not what was first of an identity that comes again.
        boolean whole = ledgers.log().size() == current.size();
        List<LogEntry> earlierLog = ledgers.log().subList(0, ledgers.log().size() - current.size());
        Set<String> earlier = contents(earlierLog).map(Content::identity).collect(Collectors.toSet());
        int exitCode = whole ? operator.run(name, "rebuild") : operator.run(name, "rebuild", "--accept-fewer");
        if (exitCode != 0) {
            check.failed("rebuild ended with " + exitCode + "; its log " + name + ".log says why");
            return check.verdict();
        }
        Set<String> logged = new HashSet<>();
        Set<String> leftOut = new HashSet<>();
        Set<String> undecided = contents(earlierLog).map(Content::routing).collect(Collectors.toSet());
        Set<Place> refusals = ledgers.letters().stream()
                .filter(letter -> letter.reason().equals(DeadLetterReason.REJECTED.wireName()))
                .map(Letter::original)
                .collect(Collectors.toSet());
        for (LogEntry entry : current) {
            Content content = entry.content();
            if (content != null) {
                boolean isUndecided = refusals.contains(entry.place()) || earlier.contains(content.identity());
                (isUndecided ? leftOut : logged).add(content.inAnyGeneration());
                if (isUndecided) {
                    undecided.add(content.routing());
                }
            }
        }
        Set<String> live = inAnyGeneration(ledgers.stored());
        live.retainAll(logged);
        Set<String> rebuilt = inAnyGeneration(index.events(REBUILT));
        // What an index refused for its mapping, a new index may take.
        rebuilt.removeAll(leftOut);
        check.compare(live, rebuilt);
        check.compare(services(Generation.FIRST, undecided), services(REBUILT, undecided));
        return check.verdict();
    }

    /** But for those with events that were left out. */
    private Set<String> services(Generation generation, Set<String> but) throws IOException {
        return index.services(generation).stream()
                .filter(service -> !but.contains(service.substring(0, service.indexOf(' '))))
                .collect(Collectors.toSet());
    }

    private static Stream<Content> contents(List<LogEntry> log) {
        return log.stream().flatMap(entry -> Stream.ofNullable(entry.content()));
    }

    private static Set<String> inAnyGeneration(List<Stored> documents) {
        return documents.stream().map(Stored::inAnyGeneration).collect(Collectors.toSet());
    }
}
