package io.launchlog.ingest.store;

/** What is stored under the id of an event. */
sealed interface StoredContent {

    /** Nothing, or nothing any more. */
    record None() implements StoredContent {}

    /** The event, or another one with its identity. */
    record Event(String fingerprint) implements StoredContent {}

    /** What is no event of that identity: somebody else has put it there. */
    record Foreign() implements StoredContent {}

    StoredContent NONE = new None();
    StoredContent FOREIGN = new Foreign();
}
