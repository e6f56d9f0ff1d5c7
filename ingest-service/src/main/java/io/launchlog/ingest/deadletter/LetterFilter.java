package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters.
 *
 * @param reasons one of these; empty for all
 * @param project that project; null for all
 * @param since written then or later; null for all
 */
record LetterFilter(
        Set<DeadLetterReason> reasons,
        @Nullable String project,
        @Nullable Since since) {

    LetterFilter {
        reasons = Set.copyOf(reasons);
    }

    /** Whether the reason and the project are right. */
    boolean accepts(StoredLetter letter) {
        return (reasons.isEmpty() || letter.reason().filter(reasons::contains).isPresent())
                && (project == null || project.equals(letter.subject().project()));
    }
}
