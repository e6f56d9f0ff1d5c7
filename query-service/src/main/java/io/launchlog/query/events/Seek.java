package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.launchlog.query.search.Place;
import io.launchlog.query.search.PointInTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the place of a page behind the result window by counting instead of stepping: a histogram over time finds the
 * stretch that holds it and how many events come before, then the same within that stretch, until the rest is near.
 */
final class Seek {

    private final EventSearch search;
    private final PointInTime view;
    private final Histograms histograms;
    private final int resultWindow;

    Seek(EventSearch search, PointInTime view, Histograms histograms, int resultWindow) {
        this.search = search;
        this.view = view;
        this.histograms = histograms;
        this.resultWindow = resultWindow;
    }

    /**
     * The place behind the first {@code skip} events.
     *
     * @param skip 1 or more, and fewer than match
     */
    Place behind(long skip, Counted counted) {
        return switch (search.query().sortBy()) {
            case OCCUR_TIME, EVENT_TYPE -> within(counted.parts(), skip);
            case EVENT_INFO -> selected(skip, counted.total(), search.filter(List.of()));
        };
    }

    private Place within(List<Stretch> all, long skip) {
        int size = search.query().paging().size();
        List<Stretch> ahead = all;
        long rest = skip;
        while (true) {
            int passed = 0;
            while (rest >= ahead.get(passed).count()) {
                rest -= ahead.get(passed++).count();
            }
            ahead = ahead.subList(passed, ahead.size());
            // Without an end to its times, the page would be sorted out of all that comes behind it.
            List<Stretch> near = firstOf(ahead, rest + size);
            Query page = search.filter(List.of(Stretch.filter(near)));
            if (rest == 0 || rest + size <= resultWindow) {
                return new Place(page, (int) rest);
            }
            Stretch first = ahead.getFirst();
            if (first.times().isInstant()) {
                return selected(rest, near.stream().mapToLong(Stretch::count).sum(), page);
            }
            ahead = Stream.concat(
                            histograms.partsOf(first).stream(), ahead.stream().skip(1))
                    .toList();
        }
    }

    private Place selected(long skip, long total, Query query) {
        return view.behind(skip, search.query().paging().size(), total, query, search.sortKeys());
    }

    /** As many of the stretches as hold so many events, or all. */
    private static List<Stretch> firstOf(List<Stretch> stretches, long events) {
        int count = 0;
        for (long held = 0; held < events && count < stretches.size(); count++) {
            held += stretches.get(count).count();
        }
        return stretches.subList(0, count);
    }
}
