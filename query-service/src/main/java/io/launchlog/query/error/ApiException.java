package io.launchlog.query.error;

import org.jspecify.annotations.Nullable;

/** Ends a request with an error of the contract. */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;

    /** An error that the request brought about itself; it needs no stack trace. */
    public ApiException(ApiError error) {
        this(error, null);
    }

    /** @param cause what happened inside; null when the request itself is the cause */
    public ApiException(ApiError error, @Nullable Throwable cause) {
        super(error.message(), cause, false, false);
        this.error = error;
    }

    /** What the caller is told. */
    public ApiError error() {
        return error;
    }
}
