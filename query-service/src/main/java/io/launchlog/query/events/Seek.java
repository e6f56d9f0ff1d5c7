package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import io.launchlog.model.event.EventType;
import io.launchlog.model.index.Field;
import io.launchlog.query.search.PointInTime;
import io.launchlog.query.search.SearchProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of a page behind the result window by counting instead of stepping: a histogram over time finds the
 * stretch that holds it and how many events come before, then the same within that stretch, until the rest is near.
 */
final class Seek {

    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final String BY_TIME = "by_time";

    private static final Map<String, Aggregation> TIMES = Map.of(
            EARLIEST, Aggregation.of(a -> a.min(m -> m.field(Field.OCCUR_TIME))),
            LATEST, Aggregation.of(a -> a.max(m -> m.field(Field.OCCUR_TIME))));

    private final EventSearch search;
    private final PointInTime view;
    private final SearchProperties limits;

    Seek(EventSearch search, PointInTime view, SearchProperties limits) {
        this.search = search;
        this.view = view;
        this.limits = limits;
    }

    /** How many events match, and whatever else is needed to find a place among them. */
    PointInTime.Summary summarize() {
        Map<String, Aggregation> aggregations = switch (search.query().sortBy()) {
            case OCCUR_TIME -> TIMES;
            case EVENT_TYPE -> timesByType();
            case EVENT_INFO -> Map.of();
        };
        return view.summarize(search.filter(List.of()), aggregations);
    }

    /**
     * The place behind the first {@code skip} events.
     *
     * @param skip 1 or more, and fewer than match
     */
    Place behind(long skip, PointInTime.Summary summary) {
        return switch (search.query().sortBy()) {
            case OCCUR_TIME -> within(stretch(null, List.of(), summary.total(), summary.aggregates()), skip);
            case EVENT_TYPE -> withinTypes(summary.aggregates(), skip);
            case EVENT_INFO -> steppedTo(skip, summary.total(), search.filter(List.of()));
        };
    }

    private Place withinTypes(Map<String, Aggregate> aggregates, long skip) {
        List<EventType> types = typesInOrder();
        long rest = skip;
        for (int i = 0; i < types.size(); i++) {
            EventType type = types.get(i);
            var ofType = Objects.requireNonNull(aggregates.get(type.wireName())).filter();
            if (rest < ofType.docCount()) {
                List<EventType> behind = types.subList(i + 1, types.size());
                return within(stretch(type, behind, ofType.docCount(), ofType.aggregations()), rest);
            }
            rest -= ofType.docCount();
        }
        throw new IllegalStateException("There are fewer events by type than events");
    }

    private Place within(Stretch whole, long skip) {
        Stretch stretch = whole;
        long rest = skip;
        long nearEnough =
                Math.max(0, limits.resultWindow() - search.query().paging().size());
        while (rest > nearEnough) {
            if (stretch.first() == stretch.last()) {
                return steppedTo(rest, stretch.count(), search.filter(stretch.filters()));
            }
            for (Stretch part : partsOf(stretch)) {
                stretch = part;
                if (rest < part.count()) {
                    break;
                }
                rest -= part.count();
            }
        }
        return new Place(List.of(stretch.atOrBehind(search.query().descending())), List.of(), (int) rest);
    }

    private Place steppedTo(long skip, long total, Query query) {
        return new Place(List.of(), view.sortValuesOf(skip, total, query, search.sortKeys()), 0);
    }

    private List<Stretch> partsOf(Stretch stretch) {
        long interval = Math.ceilDiv(stretch.last() - stretch.first() + 1, limits.seekBuckets());
        SortOrder order = search.query().descending() ? SortOrder.Desc : SortOrder.Asc;
        Aggregation histogram = Aggregation.of(a -> a.dateHistogram(h -> h.field(Field.OCCUR_TIME)
                .fixedInterval(i -> i.time(interval + "ms"))
                .minDocCount(1)
                .order(NamedValue.of("_key", order))));
        PointInTime.Summary summary = view.summarize(search.filter(stretch.filters()), Map.of(BY_TIME, histogram));
        return Objects.requireNonNull(summary.aggregates().get(BY_TIME)).dateHistogram().buckets().array().stream()
                .map(bucket -> stretch.part(bucket.key(), bucket.key() + interval - 1, bucket.docCount()))
                .toList();
    }

    private List<EventType> typesInOrder() {
        List<EventType> types = new ArrayList<>(Arrays.asList(EventType.values()));
        types.sort((one, other) -> one.wireName().compareTo(other.wireName()));
        return search.query().descending() ? types.reversed() : types;
    }

    private static Map<String, Aggregation> timesByType() {
        Map<String, Aggregation> byType = new HashMap<>();
        for (EventType type : EventType.values()) {
            byType.put(
                    type.wireName(),
                    Aggregation.of(a -> a.filter(EventSearch.term(Field.EVENT_TYPE, type.wireName()))
                            .aggregations(TIMES)));
        }
        return byType;
    }

    private static Stretch stretch(
            @Nullable EventType type, List<EventType> typesBehind, long count, Map<String, Aggregate> times) {
        Double earliest = Objects.requireNonNull(times.get(EARLIEST)).min().value();
        Double latest = Objects.requireNonNull(times.get(LATEST)).max().value();
        if (earliest == null || latest == null) {
            throw new IllegalStateException("There are no times of " + count + " events");
        }
        return new Stretch(type, typesBehind, earliest.longValue(), latest.longValue(), count);
    }
}
