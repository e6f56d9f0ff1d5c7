package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import io.launchlog.model.event.EventType;
import io.launchlog.model.index.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours in the order of an answer: the matching events between two times, of one type when the type is what is
 * sorted by first.
 *
 * @param type null when the order does not begin with the type
 * @param times of the events
 * @param count how many events these are
 */
record Stretch(@Nullable EventType type, Times times, long count) {

    /** The same events, all of which are between those times. */
    Stretch within(Times narrower) {
        return new Stretch(type, times.within(narrower.first(), narrower.last()), count);
    }

    /** What the events of neighbouring stretches match. */
    static Query filter(List<Stretch> neighbours) {
        List<Stretch> ranges = new ArrayList<>();
        for (Stretch stretch : neighbours) {
            if (!ranges.isEmpty() && Objects.equals(ranges.getLast().type(), stretch.type())) {
                ranges.add(ranges.removeLast().and(stretch));
            } else {
                ranges.add(stretch);
            }
        }
        return ranges.size() == 1
                ? ranges.getFirst().filter()
                : QueryBuilders.bool(b ->
                        b.should(ranges.stream().map(Stretch::filter).toList()).minimumShouldMatch("1"));
    }

    /** With everything of its type up to that one. */
    private Stretch and(Stretch other) {
        Times both = new Times(
                Math.min(times.first(), other.times().first()),
                Math.max(times.last(), other.times().last()));
        return new Stretch(type, both, count + other.count());
    }

    /** What these events match. */
    Query filter() {
        Query inTime =
                EventSearch.inTime(d -> d.gte(Long.toString(times.first())).lte(Long.toString(times.last())));
        EventType ofType = type;
        return ofType == null ? inTime : QueryBuilders.bool(b -> b.filter(inTime, ofType(ofType)));
    }

    private static Query ofType(EventType type) {
        return EventSearch.term(Field.EVENT_TYPE, type.wireName());
    }
}
