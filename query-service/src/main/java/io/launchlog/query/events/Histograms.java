package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.ExtendedBounds;
import co.elastic.clients.elasticsearch._types.aggregations.FieldDateMath;
import co.elastic.clients.util.NamedValue;
import io.launchlog.model.event.EventType;
import io.launchlog.model.index.Field;
import io.launchlog.query.search.PointInTime;
import io.launchlog.query.services.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts the events that a search matches, by time, in the order of its answer. */
final class Histograms {

    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final String BY_TIME = "by_time";

    private final EventSearch search;
    private final PointInTime view;
    private final int buckets;

    /** @param buckets into how many stretches of time events are counted at once; 2 or more */
    Histograms(EventSearch search, PointInTime view, int buckets) {
        this.search = search;
        this.view = view;
        this.buckets = buckets;
    }

    /**
     * Counts all, in one pass over them.
     *
     * @param service as its own document has it: its times spare the pass that would find them
     */
    Counted of(Service service) {
        return switch (search.query().sortBy()) {
            case EVENT_INFO ->
                new Counted(view.summarize(search.filter(List.of()), Map.of()).total(), List.of());
            case OCCUR_TIME, EVENT_TYPE -> {
                Counted counted = within(search.query().times().of(service));
                // Events can be visible before their service's document tells of their times.
                yield counted.isComplete() ? counted : within(timesOfMatches());
            }
        };
    }

    /** The parts of a stretch, which lasts longer than a millisecond. */
    List<Stretch> partsOf(Stretch stretch) {
        Aggregation histogram = byTime(stretch.times());
        PointInTime.Summary summary =
                view.summarize(search.filter(List.of(stretch.filter())), Map.of(BY_TIME, histogram));
        return buckets(stretch.type(), stretch.times(), summary.aggregates()).stream()
                .map(bucket -> bucket.within(stretch.times()))
                .toList();
    }

    /** What is outside of the buckets that those times are in counts in the total only. */
    private Counted within(Times times) {
        Aggregation histogram = byTime(times);
        if (search.query().sortBy() == SortBy.OCCUR_TIME) {
            PointInTime.Summary summary = view.summarize(search.filter(List.of()), Map.of(BY_TIME, histogram));
            return new Counted(summary.total(), buckets(null, times, summary.aggregates()));
        }
        Map<String, Aggregation> byType = new HashMap<>();
        for (EventType type : EventType.values()) {
            byType.put(
                    type.wireName(),
                    Aggregation.of(a -> a.filter(EventSearch.term(Field.EVENT_TYPE, type.wireName()))
                            .aggregations(BY_TIME, histogram)));
        }
        PointInTime.Summary summary = view.summarize(search.filter(List.of()), byType);
        List<Stretch> parts = new ArrayList<>();
        for (EventType type : typesInOrder()) {
            var ofType = Objects.requireNonNull(summary.aggregates().get(type.wireName()))
                    .filter();
            parts.addAll(buckets(type, times, ofType.aggregations()));
        }
        return new Counted(summary.total(), parts);
    }

    private Aggregation byTime(Times times) {
        long interval = times.interval(buckets);
        SortOrder order = search.query().descending() ? SortOrder.Desc : SortOrder.Asc;
        // The end of the bounds is exclusive, and bounds are rounded down to a multiple of the interval.
        ExtendedBounds<FieldDateMath> bounds =
                ExtendedBounds.of(b -> b.min(time(times.first())).max(time(times.last() + interval)));
        return Aggregation.of(a -> a.dateHistogram(h -> h.field(Field.OCCUR_TIME)
                .fixedInterval(i -> i.time(interval + "ms"))
                .minDocCount(1)
                .hardBounds(bounds)
                .order(NamedValue.of("_key", order))));
    }

    /**
     * The buckets as they were counted, whole. The first and the last reach beyond those times, and what a service's
     * document does not know of yet is counted there: cut off, a page would lack what its place was found by.
     */
    private List<Stretch> buckets(@Nullable EventType type, Times times, Map<String, Aggregate> aggregates) {
        long interval = times.interval(buckets);
        return Objects.requireNonNull(aggregates.get(BY_TIME)).dateHistogram().buckets().array().stream()
                .map(bucket ->
                        new Stretch(type, new Times(bucket.key(), bucket.key() + interval - 1), bucket.docCount()))
                .toList();
    }

    private Times timesOfMatches() {
        Map<String, Aggregate> times = view.summarize(
                        search.filter(List.of()),
                        Map.of(
                                EARLIEST, Aggregation.of(a -> a.min(m -> m.field(Field.OCCUR_TIME))),
                                LATEST, Aggregation.of(a -> a.max(m -> m.field(Field.OCCUR_TIME)))))
                .aggregates();
        Double earliest = Objects.requireNonNull(times.get(EARLIEST)).min().value();
        Double latest = Objects.requireNonNull(times.get(LATEST)).max().value();
        if (earliest == null || latest == null) {
            throw new IllegalStateException("There are no times of events that were counted");
        }
        return new Times(earliest.longValue(), latest.longValue());
    }

    private List<EventType> typesInOrder() {
        List<EventType> types = new ArrayList<>(Arrays.asList(EventType.values()));
        types.sort((one, other) -> one.wireName().compareTo(other.wireName()));
        return search.query().descending() ? types.reversed() : types;
    }

    private static FieldDateMath time(long milliseconds) {
        return FieldDateMath.of(f -> f.expr(Long.toString(milliseconds)));
    }
}
