package io.launchlog.query.search;

import org.jspecify.annotations.Nullable;

/** Elasticsearch has answered that it has too much to do just now: it is there. */
final class StoreBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreBusyException(@Nullable String errorType, @Nullable Throwable cause) {
        super("Elasticsearch answered 429 " + errorType, cause);
    }
}
