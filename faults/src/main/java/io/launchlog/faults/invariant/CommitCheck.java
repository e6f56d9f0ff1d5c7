package io.launchlog.faults.invariant;

import io.launchlog.faults.ledger.LogEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I5, while a run goes on: looks at each record once, when a committed offset has passed it. What is durable then stays
 * so, and what is not is a violation even when it becomes durable a moment later. Used by one thread at a time.
 */
public final class CommitCheck {

    private final Tally tally = new Tally(Invariant.I5);
    private final Map<Integer, Integer> looked = new HashMap<>();

    /**
     * The records that a committed offset has passed since the last time. An offset behind the end is a violation: what
     * is published next would be skipped.
     *
     * @param log of that partition, from offset 0 to its end after the offset was read, without gaps
     * @param committed the offset that would be read next
     */
    public List<LogEntry> passed(int partition, List<LogEntry> log, long committed) {
        if (committed > log.size()) {
            tally.check(
                    false, "committed " + committed + " in partition " + partition + ", which ends at " + log.size());
        }
        int start = looked.getOrDefault(partition, 0);
        int end = (int) Math.min(committed, log.size());
        return end <= start ? List.of() : List.copyOf(log.subList(start, end));
    }

    /** Takes what {@link #passed} told as looked at. */
    public void look(LogEntry entry, boolean durable) {
        looked.put(entry.place().partition(), (int) entry.place().offset() + 1);
        tally.check(durable, "committed past " + entry.place() + ", which is neither stored nor a dead letter");
    }

    /** The topic was deleted, after all of it had been looked at, and made again. */
    public void topicIsNew() {
        looked.clear();
    }

    public Verdict verdict() {
        return tally.verdict();
    }
}
