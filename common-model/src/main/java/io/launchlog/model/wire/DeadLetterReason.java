package io.launchlog.model.wire;

/** Why a record is not, and will never be, in the index (contract sections 1 and 6). */
public enum DeadLetterReason {
    /** No value. */
    EMPTY("empty"),
    /** No CloudEvent 1.0 in a mode that is read: an attribute is missing or empty, or the content type is another. */
    NOT_CLOUDEVENT("not-cloudevent"),
    /** A CloudEvent of another type or major version. */
    UNSUPPORTED_TYPE("unsupported-type"),
    /** No RFC 8259 JSON in UTF-8. */
    MALFORMED("malformed"),
    /** A field breaks its rule. */
    INVALID_FIELD("invalid-field"),
    /** The event is too old or too far ahead of its record. */
    OUT_OF_TIME_RANGE("out-of-time-range"),
    /** Another event with this identity and other content was there first. */
    CONFLICT("conflict"),
    /** Elasticsearch refuses the document for good. */
    REJECTED("rejected");

    private final String wireName;

    DeadLetterReason(String wireName) {
        this.wireName = wireName;
    }

    /** The value of the header {@link DeadLetterHeaders#REASON}: never null. */
    public String wireName() {
        return wireName;
    }
}
