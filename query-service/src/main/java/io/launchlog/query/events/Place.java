package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;

/**
 * Where a page begins.
 *
 * @param filters leave out most of what comes before it
 * @param after the sort values of the event before it; empty when the filters do without
 * @param from how many events are still to be skipped; 0 with {@code after}
 */
record Place(List<Query> filters, List<FieldValue> after, int from) {

    Place {
        filters = List.copyOf(filters);
        after = List.copyOf(after);
    }
}
