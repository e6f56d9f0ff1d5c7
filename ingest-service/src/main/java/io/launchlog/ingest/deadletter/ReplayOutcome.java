package io.launchlog.ingest.deadletter;

/** What a replay did with one letter. */
sealed interface ReplayOutcome {

    /** It is in the topic of events again, at that place. */
    record Published(int partition, long offset) implements ReplayOutcome {}

    /** It would have been published; nothing was, because that was only asked. */
    record Planned() implements ReplayOutcome {}

    /** It was replayed before, and is left alone. */
    record Before() implements ReplayOutcome {}

    /** It cannot be published. */
    record Impossible(String why) implements ReplayOutcome {}
}
