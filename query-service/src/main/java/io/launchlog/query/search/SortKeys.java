package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
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

    /** The same order from its other end. */
    public SortKeys reversed() {
        return new SortKeys(keys, !descending);
    }
}
