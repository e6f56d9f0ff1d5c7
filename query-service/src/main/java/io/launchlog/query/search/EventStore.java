package io.launchlog.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.OpenPointInTimeRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.endpoints.BinaryResponse;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.exchange.DeadlineOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The indices in Elasticsearch, as far as they are read. Every method fails with an {@link ApiException} only. */
public final class EventStore {

    private static final String RESPONSE_FILTER = "filter_path";

    private static final Endpoint<MsearchRequest, BinaryResponse, ?> MULTI_SEARCH =
            ((Endpoint<MsearchRequest, ?, ErrorResponse>) MsearchRequest._ENDPOINT).withBinaryResponse();

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final ElasticsearchTransport transport;
    private final StoreCircuit circuit;
    private final SearchProperties properties;
    private final StorePing ping;

    EventStore(ElasticsearchTransport transport, StoreCircuit circuit, SearchProperties properties) {
        this.transport = transport;
        this.circuit = circuit;
        this.properties = properties;
        this.ping = new StorePing(
                this::isSilent, task -> Thread.ofVirtual().name("ping").start(task), System::nanoTime);
    }

    /** Until when what begins now may search; the time of a client's request has begun before. */
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
        Map<String, String> parameters = filterPath.isEmpty() ? Map.of() : Map.of(RESPONSE_FILTER, filterPath);
        Passage passage = circuit.enter(ping);
        return perform(
                () -> SearchAnswers.of(
                        transport
                                .performRequest(request, MULTI_SEARCH, new DeadlineOptions(deadline, parameters))
                                .content(),
                        passage,
                        searches.size()),
                passage,
                deadline);
    }

    /** Performs a search that answers with few values. */
    SearchResponse<Void> summarize(SearchRequest request, Deadline deadline) {
        return answered(() -> client(deadline).search(request, Void.class), deadline);
    }

    /** The bounds of searching. */
    public SearchProperties properties() {
        return properties;
    }

    /** @return its id */
    String openPointInTime(OpenPointInTimeRequest request, Deadline deadline) {
        return answered(() -> client(deadline).openPointInTime(request), deadline)
                .id();
    }

    /** Does not wait for an answer; what is not closed ends by itself. */
    void closePointInTime(String id) {
        Deadline deadline = Deadline.after(LONGEST_CLOSE, System::nanoTime);
        var _ = new ElasticsearchAsyncClient(transport, new DeadlineOptions(deadline, Map.of()))
                .closePointInTime(c -> c.id(id));
    }

    private ElasticsearchClient client(Deadline deadline) {
        return new ElasticsearchClient(transport, new DeadlineOptions(deadline, Map.of()));
    }

    private <T> T answered(Exchange<T> exchange, Deadline deadline) {
        Passage passage = circuit.enter(ping);
        T answer = perform(exchange, passage, deadline);
        passage.succeeded();
        return answer;
    }

    /** Whether it does not even say that it is there. */
    private boolean isSilent() {
        try {
            var _ = client(Deadline.after(LONGEST_SILENCE, System::nanoTime)).ping();
            return false;
        } catch (IOException e) {
            return true;
        } catch (RuntimeException e) {
            // Refused is answered too.
            return false;
        }
    }

    private static <T> T perform(Exchange<T> exchange, Passage passage, Deadline deadline) {
        try {
            return exchange.perform();
        } catch (IOException e) {
            // Whatever it was that failed: time was over.
            throw passage.failed(deadline.isOver() ? StoreFailure.tooSlow(e) : StoreFailure.of(e));
        } catch (RuntimeException e) {
            throw passage.failed(StoreFailure.of(e));
        } catch (Error e) {
            throw passage.failed(e);
        }
    }

    /** Asks Elasticsearch once. */
    @FunctionalInterface
    private interface Exchange<T> {

        T perform() throws IOException;
    }
}
