package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.transport.TransportException;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failure of Elasticsearch is for the caller (contract section 3). */
final class StoreFailure {

    static final String STORE = "The event store";
    private static final String INDEX_MISSING = "index_not_found_exception";

    /**
     * What a shard says when the search was cancelled there (by an operator, or because another shard had failed, or the
     * node in between has gone), and when it has the view no more (it was started anew, or its index has been dropped).
     */
    private static final Set<String> CUT_OFF = Set.of("task_cancelled_exception", "search_context_missing_exception");

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
                ofStatus(
                        answered.status(),
                        answered.error().type(),
                        answered.error().rootCause().stream()
                                .map(ErrorCause::type)
                                .filter(Objects::nonNull)
                                .toList(),
                        answered);
            case ConnectTimeoutException unconnected -> new ApiException(ApiError.unreachable(STORE), unconnected);
            case InterruptedIOException slow -> tooSlow(slow);
            case TransportException undecoded when undecoded.getCause() instanceof IOException cause -> of(cause);
            case TransportException undecoded
            when undecoded.statusCode() >= 400 -> ofStatus(undecoded.statusCode(), null, List.of(), undecoded);
            case IOException unreachable -> new ApiException(ApiError.unreachable(STORE), unreachable);
            default -> new ApiException(ApiError.internal(), failure);
        };
    }

    /**
     * What Elasticsearch has answered instead of what it was asked for.
     *
     * @param errorType of Elasticsearch; null when it said none
     * @param rootTypes those of its shards, which may fail in different ways
     */
    static ApiException ofStatus(
            int status, @Nullable String errorType, List<String> rootTypes, @Nullable Throwable cause) {
        boolean isCutOff = !rootTypes.isEmpty() && CUT_OFF.containsAll(rootTypes);
        // A missing index is told apart by whoever expects it; anything else that is not there was there before.
        boolean isGone = status == 404 && !isIndexMissing(status, errorType);
        // Who configures the service is not known to its callers: their tokens are not meant.
        boolean isShutOut = status == 401 || status == 403;
        if (status == 429 || isCutOff || isGone || isShutOut) {
            return new ApiException(ApiError.unreachable(STORE), new StoreAnsweredException(status, errorType, cause));
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
