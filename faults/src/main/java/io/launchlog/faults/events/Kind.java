package io.launchlog.faults.events;

/** What a published record is meant to be; the log decides what it is. */
public enum Kind {
    /** An event with an identity of its own. */
    NEW,
    /** An earlier event once more. */
    DUPLICATE,
    /** The identity of an earlier event with another text. */
    CONFLICTING_TEXT,
    /** The identity of an earlier event with an occur time in another month. */
    CONFLICTING_MONTH,
    /** Nothing that can be indexed. */
    POISON
}
