package io.launchlog.ingest.verify;

import org.jspecify.annotations.Nullable;

/** The comparison could not be made or finished; nothing is said about the projection. */
public final class CannotVerifyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what could not be done, and what helps; bounded */
    public CannotVerifyException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
