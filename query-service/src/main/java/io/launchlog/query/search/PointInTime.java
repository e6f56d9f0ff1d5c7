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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An unchanging view of some documents, over which several searches see the same; to be closed. */
public final class PointInTime implements AutoCloseable {

    private static final String KEEP_ALIVE = "1m";

    /** What finding a place needs of an answer. */
    private static final String SORT_VALUES =
            "responses.hits.hits.sort,responses.error.type,responses.error.root_cause.type,responses.status,"
                    + "responses.timed_out";

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
        return search(body, "");
    }

    private SearchAnswers search(SearchRequestBody.Builder body, String filterPath) {
        SearchRequestBody whole =
                body.pit(p -> p.id(id).keepAlive(time(KEEP_ALIVE))).build();
        RequestItem item = RequestItem.of(
                i -> i.header(h -> h.allowPartialSearchResults(false)).body(whole));
        return store.search(List.of(item), filterPath, deadline);
    }

    /**
     * Finds a match by its number.
     *
     * @param number 1 is the first
     * @param total how many match
     * @return its sort values: {@code search_after} begins behind it
     */
    public List<FieldValue> sortValuesOf(long number, long total, Query query, SortKeys order) {
        return new Quickselect(this, store.resultWindow(), query, order).sortValuesOf(number, total);
    }

    /**
     * The sort values of some of the first matches. Only they are kept: all of them could be megabytes.
     *
     * @param after behind which values; empty for the beginning
     * @param size how many matches are asked for, within the result window
     * @param places of those that are wanted, 0 for the first
     * @return by place; those that are not there are missing
     */
    Map<Integer, List<FieldValue>> sortValues(
            Query query, SortKeys order, List<FieldValue> after, int size, Set<Integer> places) {
        SearchRequestBody.Builder body = new SearchRequestBody.Builder()
                .query(query)
                .sort(order.options())
                .size(size)
                .source(s -> s.fetch(false))
                .trackTotalHits(t -> t.enabled(false));
        if (!after.isEmpty()) {
            body.searchAfter(after);
        }
        Map<Integer, List<FieldValue>> values = new HashMap<>();
        try (SearchAnswers answers = search(body, SORT_VALUES)) {
            answers.next();
            for (int place = 0; answers.nextHit(); place++) {
                if (places.contains(place)) {
                    // Behind our keys Elasticsearch puts the number of the document, which changes with the direction.
                    values.put(
                            place,
                            List.copyOf(
                                    answers.sortValues().subList(0, order.keys().size())));
                } else {
                    answers.skipHit();
                }
            }
        }
        return values;
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
