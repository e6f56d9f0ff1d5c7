package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import io.launchlog.model.event.EventType;
import io.launchlog.model.index.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours in the order of an answer: the matching events between two times, of one type when the type is what is
 * sorted by first.
 *
 * @param type null when the order does not begin with the type
 * @param typesBehind the types that come later in the order
 * @param first the earliest occur time, epoch milliseconds
 * @param last the latest, inclusive
 * @param count how many events these are
 */
record Stretch(@Nullable EventType type, List<EventType> typesBehind, long first, long last, long count) {

    Stretch {
        typesBehind = List.copyOf(typesBehind);
    }

    /** What of it is between those times. */
    Stretch part(long from, long to, long itsCount) {
        return new Stretch(type, typesBehind, Math.max(first, from), Math.min(last, to), itsCount);
    }

    /** What these events match. */
    List<Query> filters() {
        List<Query> filters = new ArrayList<>(2);
        filters.add(between(first, last));
        if (type != null) {
            filters.add(ofType(type));
        }
        return filters;
    }

    /** What these and all later events of the answer match. */
    Query atOrBehind(boolean descending) {
        Query atEdge = descending ? between(0, last) : between(first, Long.MAX_VALUE);
        EventType sameType = type;
        if (sameType == null) {
            return atEdge;
        }
        return QueryBuilders.bool(b -> {
            b.should(s -> s.bool(same -> same.filter(ofType(sameType), atEdge)));
            typesBehind.forEach(later -> b.should(ofType(later)));
            return b.minimumShouldMatch("1");
        });
    }

    private static Query between(long from, long to) {
        return QueryBuilders.range(r -> r.date(d -> d.field(Field.OCCUR_TIME)
                .format("epoch_millis")
                .gte(Long.toString(from))
                .lte(Long.toString(to))));
    }

    private static Query ofType(EventType type) {
        return EventSearch.term(Field.EVENT_TYPE, type.wireName());
    }
}
