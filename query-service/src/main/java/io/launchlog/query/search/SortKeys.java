package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import co.elastic.clients.json.JsonData;
import java.util.List;
import java.util.Objects;

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

        private Query beyond(FieldValue value, boolean descending) {
            JsonData bound = value.isString() ? JsonData.of(value.stringValue()) : JsonData.of(value.longValue());
            Query beyond = QueryBuilders.range(r -> r.untyped(
                    u -> descending ? u.field(field).lt(bound) : u.field(field).gt(bound)));
            boolean isZeroBeyond = zeroWhenMissing && (descending ? 0 < value.longValue() : 0 > value.longValue());
            return isZeroBeyond ? orMissing(beyond) : beyond;
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
        Query after = null;
        for (int i = keys.size() - 1; i >= 0; i--) {
            Key key = keys.get(i);
            FieldValue value = values.get(i);
            Query further = key.beyond(value, descending);
            Query inside = after;
            after = inside == null
                    ? further
                    : QueryBuilders.bool(b -> b.should(
                                    further, QueryBuilders.bool(same -> same.filter(key.same(value), inside)))
                            .minimumShouldMatch("1"));
        }
        return Objects.requireNonNull(after, "an order without keys");
    }

    /** The same order from its other end. */
    public SortKeys reversed() {
        return new SortKeys(keys, !descending);
    }
}
