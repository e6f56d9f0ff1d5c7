package io.launchlog.ingest.store;

/** What became of one document. */
public sealed interface StoreOutcome {

    /** It was not there, and now it is. */
    record Stored() implements StoreOutcome {}

    /** The same event was there before, with the same content: sent twice, or stored by an attempt without an answer. */
    record Duplicate() implements StoreOutcome {}

    /** An event of the same identity and other content was there first, and stays. */
    record Conflict(String detail) implements StoreOutcome {}

    /** Elasticsearch will never take this document. */
    record Poison(String detail) implements StoreOutcome {}

    /** Not stored yet; the reason may pass. */
    record Transient(String detail) implements StoreOutcome {}

    StoreOutcome STORED = new Stored();
    StoreOutcome DUPLICATE = new Duplicate();
    Conflict CONFLICT = new Conflict(
            "id and source are those of an earlier event with other content; allowed: a new id for a new event");
}
