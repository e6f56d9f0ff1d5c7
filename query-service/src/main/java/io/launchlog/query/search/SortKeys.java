package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import co.elastic.clients.json.JsonData;
import co.elastic.clients.util.NamedValue;
import java.util.List;

/**
 * A total order, in one direction.
 *
 * @param keys the first decides, the last is unique
 * @param descending whether the greatest comes first
 */
public record SortKeys(List<Key> keys, boolean descending) {

    public SortKeys {
        keys = List.copyOf(keys);
    }

    /**
     * One field to sort by.
     *
     * @param field with doc values
     * @param type for indices that do not have it
     * @param zeroWhenMissing whether a document without it counts as 0
     */
    public record Key(String field, FieldType type, boolean zeroWhenMissing) {

        public static Key of(String field, FieldType type) {
            return new Key(field, type, false);
        }

        private Query beyond(FieldValue value, boolean descending, boolean inclusive) {
            JsonData bound = value.isString() ? JsonData.of(value.stringValue()) : JsonData.of(value.longValue());
            Query beyond = QueryBuilders.range(r -> r.untyped(u -> {
                u.field(field);
                if (descending) {
                    return inclusive ? u.lte(bound) : u.lt(bound);
                }
                return inclusive ? u.gte(bound) : u.gt(bound);
            }));
            return zeroWhenMissing && isBeyond(0, value.longValue(), descending, inclusive)
                    ? orMissing(beyond)
                    : beyond;
        }

        private static boolean isBeyond(long value, long bound, boolean descending, boolean inclusive) {
            return value == bound ? inclusive : value < bound == descending;
        }

        private Query same(FieldValue value) {
            Query same = QueryBuilders.term(t -> t.field(field).value(value));
            return zeroWhenMissing && value.longValue() == 0 ? orMissing(same) : same;
        }

        private Query orMissing(Query query) {
            Query missing = QueryBuilders.bool(b -> b.mustNot(QueryBuilders.exists(e -> e.field(field))));
            return QueryBuilders.bool(b -> b.should(query, missing).minimumShouldMatch("1"));
        }

        private SortOptions option(SortOrder order) {
            FieldSort.Builder sort =
                    new FieldSort.Builder().field(field).unmappedType(type).order(order);
            if (zeroWhenMissing) {
                sort.missing(0);
            }
            FieldSort built = sort.build();
            return SortOptions.of(o -> o.field(built));
        }
    }

    /** As Elasticsearch wants it. */
    public List<SortOptions> options() {
        SortOrder order = descending ? SortOrder.Desc : SortOrder.Asc;
        return keys.stream().map(key -> key.option(order)).toList();
    }

    /**
     * What comes behind an event in this order.
     *
     * @param values of the event, one for each key
     */
    Query after(List<FieldValue> values) {
        return beyond(values, descending, false);
    }

    /**
     * The event itself and what comes before it.
     *
     * @param values of the event, one for each key
     */
    Query upTo(List<FieldValue> values) {
        return beyond(values, !descending, true);
    }

    /**
     * The same, as queries of which none matches what another one does: each alone is counted several times faster than what
     * matches either.
     */
    List<Query> upToInParts(List<FieldValue> values) {
        return parts(values, !descending, true);
    }

    private Query beyond(List<FieldValue> values, boolean descending, boolean inclusive) {
        Query exactly = either(parts(values, descending, inclusive));
        if (keys.size() == 1) {
            return exactly;
        }
        // It follows from the rest, and is what Elasticsearch can check of most documents at the least cost.
        Query near = keys.getFirst().beyond(values.getFirst(), descending, true);
        return QueryBuilders.bool(b -> b.filter(near, exactly));
    }

    private List<Query> parts(List<FieldValue> values, boolean descending, boolean inclusive) {
        int last = keys.size() - 1;
        List<Query> parts = List.of(keys.get(last).beyond(values.get(last), descending, inclusive));
        for (int i = last - 1; i >= 0; i--) {
            Query further = keys.get(i).beyond(values.get(i), descending, false);
            Query same = keys.get(i).same(values.get(i));
            Query inside = either(parts);
            parts = List.of(further, QueryBuilders.bool(b -> b.filter(same, inside)));
        }
        return parts;
    }

    private static Query either(List<Query> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : QueryBuilders.bool(b -> b.should(parts).minimumShouldMatch("1"));
    }

    /** By which matches are put into buckets of their own, in this order; their keys are the sort values. */
    List<NamedValue<CompositeAggregationSource>> sources() {
        SortOrder order = descending ? SortOrder.Desc : SortOrder.Asc;
        return keys.stream()
                .map(key -> NamedValue.of(
                        key.field(),
                        CompositeAggregationSource.of(s ->
                                s.terms(t -> t.field(key.field()).order(order).missingBucket(key.zeroWhenMissing())))))
                .toList();
    }
}
