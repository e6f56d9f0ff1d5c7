package io.launchlog.embedded.process;

import org.jspecify.annotations.Nullable;

/** A child JVM did not start, did not answer, or said that it failed; the message has the end of its log. */
public final class ChildException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason names the child and what it did */
    public ChildException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    public ChildException(String reason) {
        this(reason, null);
    }
}
