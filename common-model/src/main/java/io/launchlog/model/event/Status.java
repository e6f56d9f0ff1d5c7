package io.launchlog.model.event;

import org.jspecify.annotations.Nullable;

/** How far a phase, or an operation on the service, has come (contract section 1). */
public enum Status {
    STARTED("started"),
    PROGRESS("progress"),
    SUCCEEDED("succeeded"),
    FAILED("failed");

    private final String wireName;

    Status(String wireName) {
        this.wireName = wireName;
    }

    /** The name in events and documents: never null. */
    public String wireName() {
        return wireName;
    }

    /** The status of that name, or null when there is none; case matters. */
    public static @Nullable Status ofWireName(String name) {
        for (Status status : values()) {
            if (status.wireName.equals(name)) {
                return status;
            }
        }
        return null;
    }
}
