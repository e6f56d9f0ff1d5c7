package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failure of Elasticsearch is for the caller (contract section 3). */
final class StoreFailure {

    static final String STORE = "The event store";
    private static final String INDEX_MISSING = "index_not_found_exception";

    private StoreFailure() {}

    /** Whether nothing has been indexed yet. */
    static boolean isIndexMissing(int status, @Nullable String errorType) {
        return status == 404 && INDEX_MISSING.equals(errorType);
    }

    static boolean isIndexMissing(Throwable failure) {
        return failure instanceof ElasticsearchException answered
                && isIndexMissing(answered.status(), answered.error().type());
    }

    static ApiException of(Throwable failure) {
        return switch (failure) {
            case ApiException known -> known;
            case ElasticsearchException answered ->
                ofStatus(answered.status(), answered.error().type(), answered);
            case ConnectTimeoutException unconnected -> new ApiException(ApiError.unreachable(STORE), unconnected);
            case InterruptedIOException slow -> tooSlow(slow);
            case TransportException undecoded when undecoded.getCause() instanceof IOException cause -> of(cause);
            case TransportException undecoded
            when undecoded.statusCode() >= 400 -> ofStatus(undecoded.statusCode(), null, undecoded);
            case IOException unreachable -> new ApiException(ApiError.unreachable(STORE), unreachable);
            default -> new ApiException(ApiError.internal(), failure);
        };
    }

    /** @param errorType of Elasticsearch; null when it said none */
    static ApiException ofStatus(int status, @Nullable String errorType, @Nullable Throwable cause) {
        if (status == 429) {
            return new ApiException(ApiError.unreachable(STORE), new StoreBusyException(errorType, cause));
        }
        Throwable reason =
                cause != null ? cause : new IllegalStateException("Elasticsearch answered " + status + " " + errorType);
        ApiError error = switch (status) {
            case 502, 503 -> ApiError.unreachable(STORE);
            case 408, 504 -> ApiError.tooSlow(STORE);
            default -> ApiError.internal();
        };
        return new ApiException(error, reason);
    }

    static ApiException tooSlow() {
        return tooSlow(new TimeoutException("Elasticsearch stopped searching at its time limit"));
    }

    static ApiException tooSlow(Throwable cause) {
        return new ApiException(ApiError.tooSlow(STORE), cause);
    }
}
