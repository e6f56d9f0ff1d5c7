package io.launchlog.ingest.deadletter;

import java.util.List;

/**
 * Which letters to replay, and how.
 *
 * @param letters these only; empty for all that the filter accepts
 * @param filter applies to all
 * @param again also those that were replayed before
 * @param dryRun publish nothing
 */
record ReplayRequest(List<Coordinate> letters, LetterFilter filter, boolean again, boolean dryRun) {

    ReplayRequest {
        letters = letters.stream().distinct().sorted().toList();
    }
}
