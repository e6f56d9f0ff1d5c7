package io.launchlog.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.endpoints.BinaryResponse;
import io.launchlog.query.error.ApiException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The indices in Elasticsearch, as far as they are read. Every method fails with an {@link ApiException} only. */
public final class EventStore {

    private static final String RESPONSE_FILTER = "filter_path";

    private static final Endpoint<MsearchRequest, BinaryResponse, ?> MULTI_SEARCH =
            ((Endpoint<MsearchRequest, ?, ErrorResponse>) MsearchRequest._ENDPOINT).withBinaryResponse();

    private final ElasticsearchTransport transport;
    private final ElasticsearchAsyncClient client;
    private final SearchProperties properties;

    EventStore(ElasticsearchTransport transport, SearchProperties properties) {
        this.transport = transport;
        this.client = new ElasticsearchAsyncClient(transport);
        this.properties = properties;
    }

    /** Until when a request that begins now may search. */
    public Deadline deadline() {
        return Deadline.after(properties.deadline(), System::nanoTime);
    }

    /** How far a plain search may page: offset and size together. */
    public int resultWindow() {
        return properties.resultWindow();
    }

    /**
     * Performs the searches at once, in one exchange.
     *
     * @param filterPath which parts of the answer are needed; empty for all
     * @return their answers, in that order, to be closed by the caller
     */
    public SearchAnswers search(List<RequestItem> searches, String filterPath, Deadline deadline) {
        MsearchRequest request = MsearchRequest.of(r -> r.searches(searches));
        TransportOptions options = filterPath.isEmpty()
                ? transport.options()
                : transport.options().toBuilder()
                        .setParameter(RESPONSE_FILTER, filterPath)
                        .build();
        BinaryResponse response = await(() -> transport.performRequestAsync(request, MULTI_SEARCH, options), deadline);
        return SearchAnswers.of(response);
    }

    /** Performs a search that answers with few values. */
    SearchResponse<Void> summarize(SearchRequest request, Deadline deadline) {
        return await(() -> client.search(request, Void.class), deadline);
    }

    ElasticsearchAsyncClient client() {
        return client;
    }

    /** The bounds of searching. */
    public SearchProperties properties() {
        return properties;
    }

    /** Waits for the answer; past the deadline the search is cancelled in Elasticsearch too. */
    <T> T await(Supplier<CompletableFuture<T>> call, Deadline deadline) {
        try {
            return once(call, deadline);
        } catch (ExecutionException e) {
            if (!isStaleConnection(causeOf(e))) {
                throw StoreFailure.of(causeOf(e));
            }
        }
        // The connection was closed while it lay in the pool; reading twice does no harm.
        try {
            return once(call, deadline);
        } catch (ExecutionException e) {
            throw StoreFailure.of(causeOf(e));
        }
    }

    private static <T> T once(Supplier<CompletableFuture<T>> call, Deadline deadline) throws ExecutionException {
        CompletableFuture<T> answer = call.get();
        try {
            return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw StoreFailure.of(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw StoreFailure.of(e);
        }
    }

    private static boolean isStaleConnection(Throwable cause) {
        return cause instanceof IOException
                && !(cause instanceof ConnectException)
                && !(cause instanceof SocketTimeoutException);
    }

    private static Throwable causeOf(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
