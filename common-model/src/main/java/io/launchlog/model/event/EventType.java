package io.launchlog.model.event;

import org.jspecify.annotations.Nullable;

/** Whether an event tells of the ordinary course or of a failure (reference, Table 5). */
public enum EventType {
    NORMAL("normal"),
    ABNORMAL("abnormal");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in events, documents and answers: never null. */
    public String wireName() {
        return wireName;
    }

    /** The type of that name, or null when there is none; case matters. */
    public static @Nullable EventType ofWireName(String name) {
        return switch (name) {
            case "normal" -> NORMAL;
            case "abnormal" -> ABNORMAL;
            default -> null;
        };
    }

    /** What an event without a type of its own is (contract section 1): abnormal when its status is failed. */
    public static EventType derivedFrom(@Nullable Status status) {
        return status == Status.FAILED ? ABNORMAL : NORMAL;
    }
}
