package io.launchlog.ingest.store;

import org.jspecify.annotations.Nullable;

/**
 * Elasticsearch did not take a request, and may take it later: it is away, too busy, or says no for a reason that lies
 * in its state and not in the documents. Nothing may be skipped because of it.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what Elasticsearch said, or that it said nothing; bounded */
    public StoreUnavailableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
