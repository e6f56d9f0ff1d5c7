package io.launchlog.query.events;

import java.util.List;

/**
 * How many events match, and where they are.
 *
 * @param total exact
 * @param parts in the order of the answer; empty when that order is not one of time
 */
record Counted(long total, List<Stretch> parts) {

    Counted {
        parts = List.copyOf(parts);
    }

    /** Whether every event is in one of the parts. */
    boolean isComplete() {
        return parts.stream().mapToLong(Stretch::count).sum() == total;
    }
}
