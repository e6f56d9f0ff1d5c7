package io.launchlog.ingest.verify;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of the log is read, and how much of it counts; offsets by partition.
 *
 * @param beginnings the first offset that is still there
 * @param due behind the last record whose document, or dead letter, is to be there
 * @param ends behind the last record that is read: those behind {@code due} explain documents only
 */
record LogBounds(Map<Integer, Long> beginnings, Map<Integer, Long> due, Map<Integer, Long> ends) {

    LogBounds {
        beginnings = Map.copyOf(beginnings);
        due = Map.copyOf(due);
        ends = Map.copyOf(ends);
    }

    /**
     * Records count when they were there at the start and ingest has committed them.
     *
     * @param atStart the ends when verifying began
     * @param committed what ingest has committed before the index is read; partitions without a commit are missing
     * @param later the ends after the index was held
     */
    static LogBounds of(
            Map<Integer, Long> beginnings,
            Map<Integer, Long> atStart,
            Map<Integer, Long> committed,
            Map<Integer, Long> later) {
        Map<Integer, Long> due = new HashMap<>();
        atStart.forEach((partition, end) -> due.put(partition, Math.min(end, committed.getOrDefault(partition, 0L))));
        return new LogBounds(beginnings, due, later);
    }

    boolean isDue(int partition, long offset) {
        return offset < due.getOrDefault(partition, 0L);
    }

    /** Whether retention has cut off the beginning of a partition. */
    boolean isCut() {
        return beginnings.values().stream().anyMatch(beginning -> beginning > 0);
    }

    /** How many offsets are read. */
    long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - beginnings.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
