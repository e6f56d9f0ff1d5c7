package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.OpenPointInTimeRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An unchanging view of some documents, over which several searches see the same; to be closed. */
public final class PointInTime implements AutoCloseable {

    private static final String KEEP_ALIVE = "1m";

    private static final String FAILURES =
            "responses.error.type,responses.error.root_cause.type,responses.status,responses.timed_out";

    /** What finding a place needs of an answer. */
    private static final String SORT_VALUES = "responses.hits.hits.sort," + FAILURES;

    private static final String SAMPLE = "responses.aggregations.*.*.buckets.key," + FAILURES;
    private static final String COUNTS = "responses.hits.total.value," + FAILURES;
    private static final String EACH = "each";

    private final EventStore store;
    private final Deadline deadline;
    private final String id;

    private PointInTime(EventStore store, Deadline deadline, String id) {
        this.store = store;
        this.deadline = deadline;
        this.id = id;
    }

    /**
     * Opens a view.
     *
     * @param index a name or an alias
     * @param routing whose documents
     * @return null when the index does not exist, which is when nothing has been indexed yet
     */
    public static @Nullable PointInTime open(EventStore store, String index, String routing, Deadline deadline) {
        OpenPointInTimeRequest request = OpenPointInTimeRequest.of(
                r -> r.index(index).routing(routing).keepAlive(time(KEEP_ALIVE)).allowPartialSearchResults(false));
        try {
            return new PointInTime(store, deadline, store.openPointInTime(request, deadline));
        } catch (ApiException e) {
            if (e.getCause() != null && StoreFailure.isIndexMissing(e.getCause())) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Counts what matches and aggregates it.
     *
     * @return the exact total and the aggregates
     */
    public Summary summarize(Query query, Map<String, Aggregation> aggregations) {
        SearchRequest request = SearchRequest.of(r -> r.pit(p -> p.id(id).keepAlive(time(KEEP_ALIVE)))
                .allowPartialSearchResults(false)
                .size(0)
                .trackTotalHits(t -> t.enabled(true))
                .query(query)
                .aggregations(aggregations));
        SearchResponse<Void> response = store.summarize(request, deadline);
        if (response.timedOut()) {
            throw StoreFailure.tooSlow();
        }
        long total =
                response.hits().total() == null ? 0 : response.hits().total().value();
        return new Summary(total, response.aggregations());
    }

    /**
     * Searches the view.
     *
     * @param body complete but for the view itself
     */
    public SearchAnswers search(SearchRequestBody.Builder body) {
        return store.search(List.of(item(body)), "", deadline);
    }

    private RequestItem item(SearchRequestBody.Builder body) {
        SearchRequestBody whole =
                body.pit(p -> p.id(id).keepAlive(time(KEEP_ALIVE))).build();
        return RequestItem.of(
                i -> i.header(h -> h.allowPartialSearchResults(false)).body(whole));
    }

    /**
     * Finds the place of a page.
     *
     * @param skip how many matches come before it, fewer than match
     * @param size of the page
     * @param total how many match
     */
    public Place behind(long skip, int size, long total, Query query, SortKeys order) {
        return new Quickselect(this, store.resultWindow(), query, order).behind(skip, size, total);
    }

    /**
     * Counts exactly, all at once.
     *
     * @param queries several for each number, of which none matches what another one does
     * @return how much matches any of them, for each
     */
    List<Long> count(List<List<Query>> queries) {
        List<RequestItem> items = queries.stream()
                .flatMap(List::stream)
                .map(query -> item(
                        new SearchRequestBody.Builder().query(query).size(0).trackTotalHits(t -> t.enabled(true))))
                .toList();
        if (items.isEmpty()) {
            return List.of();
        }
        List<Long> counts = new ArrayList<>();
        try (SearchAnswers answers = store.search(items, COUNTS, deadline)) {
            for (List<Query> ofOne : queries) {
                long count = 0;
                for (int i = 0; i < ofOne.size(); i++) {
                    answers.next();
                    count += answers.total();
                }
                counts.add(count);
            }
        }
        return counts;
    }

    /**
     * Matches at random.
     *
     * @param probability of each, below 0.5
     * @param most how many at most: the first ones in the order
     * @return their sort values, in the order
     */
    List<List<FieldValue>> sample(Query query, SortKeys order, double probability, int most) {
        Aggregation each = Aggregation.of(a -> a.composite(c -> c.size(most).sources(order.sources())));
        SearchRequestBody.Builder body = new SearchRequestBody.Builder()
                .query(query)
                .size(0)
                .trackTotalHits(t -> t.enabled(false))
                .aggregations(
                        EACH,
                        a -> a.randomSampler(r -> r.probability(probability)).aggregations(EACH, each));
        List<List<FieldValue>> sample = new ArrayList<>();
        try (SearchAnswers answers = store.search(List.of(item(body)), SAMPLE, deadline)) {
            answers.next();
            while (answers.nextHit()) {
                sample.add(answers.sortValues());
            }
        }
        return sample;
    }

    /**
     * The sort values of a match.
     *
     * @param place within the result window, 0 for the first
     */
    List<FieldValue> sortValues(Query query, SortKeys order, int place) {
        SearchRequestBody.Builder body = new SearchRequestBody.Builder()
                .query(query)
                .sort(order.options())
                .from(place)
                .size(1)
                .source(s -> s.fetch(false))
                .trackTotalHits(t -> t.enabled(false));
        try (SearchAnswers answers = store.search(List.of(item(body)), SORT_VALUES, deadline)) {
            if (!answers.next() || !answers.nextHit()) {
                throw new IllegalStateException("A point in time lost documents between two searches");
            }
            // Behind our keys Elasticsearch puts the number of the document, which changes with the direction.
            return List.copyOf(answers.sortValues().subList(0, order.keys().size()));
        }
    }

    @Override
    public void close() {
        store.closePointInTime(id);
    }

    private static Time time(String text) {
        return Time.of(t -> t.time(text));
    }

    /**
     * What a search found.
     *
     * @param total exact
     * @param aggregates by name
     */
    public record Summary(long total, Map<String, Aggregate> aggregates) {

        public Summary {
            aggregates = Map.copyOf(aggregates);
        }
    }
}
