package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.query_dsl.DateRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchHeader;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import io.launchlog.query.search.SortKeys;
import io.launchlog.query.services.ServiceSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A query for the events of one service as a search.
 *
 * @param service whose events
 * @param query which of them
 */
record EventSearch(ServiceKey service, EventQuery query) {

    /** The page, by offset; for places within the result window only. */
    RequestItem firstPages() {
        return firstPagesOf(filter(List.of()));
    }

    /**
     * The same, and its total, of those events alone that are of a time or come before it in the order of the answer.
     *
     * @param end epoch milliseconds
     */
    RequestItem firstPagesUpTo(long end) {
        return firstPagesOf(filter(List.of(upTo(end))));
    }

    /**
     * How many {@link #firstPagesUpTo} leaves out. An index that is written to changes too often for that to be worth a place
     * in its cache.
     */
    RequestItem countBehind(long end) {
        SearchRequestBody body = new SearchRequestBody.Builder()
                .query(QueryBuilders.bool(b -> b.filter(filter(List.of())).mustNot(upTo(end))))
                .size(0)
                .trackTotalHits(t -> t.enabled(true))
                .build();
        return RequestItem.of(
                i -> i.header(h -> inEvents(h).requestCache(false)).body(body));
    }

    private Query upTo(long end) {
        String bound = Long.toString(end);
        return inTime(d -> query.descending() ? d.gte(bound) : d.lte(bound));
    }

    private RequestItem firstPagesOf(Query matches) {
        SearchRequestBody.Builder body =
                page().query(matches).from((int) query.paging().skip()).trackTotalHits(t -> t.enabled(true));
        return inEvents(body.build());
    }

    /**
     * What finds the service, each for when the one before has found nothing: its own document, or its latest event.
     * Either becomes visible in a second of its own, and a service whose events are shown is there.
     */
    List<RequestItem> forService() {
        SearchRequestBody.Builder latest = new SearchRequestBody.Builder()
                .query(QueryBuilders.bool(b -> b.filter(ofService())))
                .sort(SortBy.OCCUR_TIME.keys(true).options())
                .size(1);
        return List.of(ServiceSearch.of(service), inEvents(latest.build()));
    }

    private RequestItem inEvents(SearchRequestBody body) {
        return RequestItem.of(i -> i.header(this::inEvents).body(body));
    }

    private MultisearchHeader.Builder inEvents(MultisearchHeader.Builder header) {
        return header.index(IndexNames.EVENTS).routing(service.path()).allowPartialSearchResults(false);
    }

    /** A page of the size and in the order asked for; the query and the place are to be added. */
    SearchRequestBody.Builder page() {
        return new SearchRequestBody.Builder()
                .size(query.paging().size())
                .sort(sortKeys().options())
                .source(s -> s.filter(f -> {
                    f.includes(Field.EVENT_TYPE, Field.EVENT_INFO, Field.OCCUR_TIME);
                    return query.beginsWithTheLatest() ? f.includes(Field.SERVICE_NAME) : f;
                }));
    }

    /** What every event of the answer matches, and these filters besides. */
    Query filter(List<Query> others) {
        List<Query> filters = new ArrayList<>(ofService());
        if (query.eventType() != null) {
            filters.add(term(Field.EVENT_TYPE, query.eventType().wireName()));
        }
        Long start = query.times().start();
        Long end = query.times().end();
        if (start != null || end != null) {
            filters.add(inTime(d -> {
                if (start != null) {
                    d.gte(start.toString());
                }
                return end == null ? d : d.lte(end.toString());
            }));
        }
        filters.addAll(TextFilter.of(query.words()));
        filters.addAll(others);
        return QueryBuilders.bool(b -> b.filter(filters));
    }

    private List<Query> ofService() {
        return List.of(term(Field.PROJECT_ID, service.projectId()), term(Field.SERVICE_ID, service.serviceId()));
    }

    /** The order of the answer. */
    SortKeys sortKeys() {
        return query.sortBy().keys(query.descending());
    }

    /** @param bounds epoch milliseconds */
    static Query inTime(UnaryOperator<DateRangeQuery.Builder> bounds) {
        return QueryBuilders.range(
                r -> r.date(d -> bounds.apply(d.field(Field.OCCUR_TIME).format("epoch_millis"))));
    }

    static Query term(String field, String value) {
        return QueryBuilders.term(t -> t.field(field).value(value));
    }
}
