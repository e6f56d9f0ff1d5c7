package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a match by its number in any order: out of a random sample, which is sorted, two values are taken between which it
 * almost surely is; what comes before them is counted exactly, and so on between them, until the rest is near (Floyd and
 * Rivest, "Expected time bounds for selection", 1975). A million matches take two or three samples.
 */
final class Quickselect {

    private static final int MOST_SAMPLED = 4_000;

    /** Samples are at most this full on average, so that few are cut off. */
    private static final double FILLED = 0.8;

    /** In standard deviations of a place in the sample, which are half of its size's root at most. */
    private static final double MARGIN = 4;

    /** Far more than are needed; behind them it is walked. */
    private static final int MOST_ROUNDS = 12;

    private final PointInTime view;
    private final int resultWindow;
    private final Query query;
    private final SortKeys order;

    Quickselect(PointInTime view, int resultWindow, Query query, SortKeys order) {
        this.view = view;
        this.resultWindow = resultWindow;
        this.query = query;
        this.order = order;
    }

    /**
     * Neighbours in the order.
     *
     * @param after sort values that all come after; empty for the beginning
     * @param upTo those of the last one; empty for the end
     * @param count how many they are
     */
    private record Part(List<FieldValue> after, List<FieldValue> upTo, long count) {}

    /**
     * The sort values of that match.
     *
     * @param number 1 is the first
     * @param total how many match
     */
    List<FieldValue> sortValuesOf(long number, long total) {
        Part part = new Part(List.of(), List.of(), total);
        long rest = number;
        for (int round = 0; round < MOST_ROUNDS && !isNear(rest, part); round++) {
            for (Part next : split(part, rest)) {
                part = next;
                if (rest <= part.count()) {
                    break;
                }
                rest -= part.count();
            }
        }
        return walkTo(rest, part);
    }

    private boolean isNear(long rest, Part part) {
        return Math.min(rest, part.count() - rest + 1) <= resultWindow;
    }

    /** In their order; one of few is the one that holds the match with that number. */
    private List<Part> split(Part part, long rest) {
        int size = Math.min(MOST_SAMPLED, resultWindow);
        double expected = FILLED * size;
        double probability = expected / part.count();
        double margin = MARGIN * Math.sqrt(expected) / 2;
        int low = (int) Math.floor(rest * probability - margin);
        int high = (int) Math.ceil(rest * probability + margin);
        Map<Integer, List<FieldValue>> sample = sample(part, probability, size, Set.of(low, high));
        List<List<FieldValue>> edges = Stream.of(low, high)
                .filter(sample::containsKey)
                .map(sample::get)
                .toList();
        return between(part, edges);
    }

    private Map<Integer, List<FieldValue>> sample(Part part, double probability, int size, Set<Integer> places) {
        Query some = QueryBuilders.functionScore(f -> f.query(matchesOf(part))
                .functions(each -> each.randomScore(random -> random))
                .boostMode(FunctionBoostMode.Replace)
                .minScore(1 - probability));
        return view.sortValues(some, order, List.of(), size, places);
    }

    private List<Part> between(Part whole, List<List<FieldValue>> edges) {
        List<Part> uncounted = new ArrayList<>();
        Map<String, Aggregation> counts = new HashMap<>();
        List<FieldValue> after = whole.after();
        for (List<FieldValue> edge : edges) {
            Part part = new Part(after, edge, 0);
            counts.put(Integer.toString(uncounted.size()), Aggregation.of(a -> a.filter(within(part))));
            uncounted.add(part);
            after = edge;
        }
        Map<String, Long> counted = count(whole, counts);
        List<Part> parts = new ArrayList<>();
        long left = whole.count();
        for (int i = 0; i < uncounted.size(); i++) {
            long count = Objects.requireNonNull(counted.get(Integer.toString(i)));
            parts.add(new Part(uncounted.get(i).after(), uncounted.get(i).upTo(), count));
            left -= count;
        }
        parts.add(new Part(after, whole.upTo(), left));
        return parts;
    }

    private Map<String, Long> count(Part whole, Map<String, Aggregation> counts) {
        Map<String, Long> counted = new HashMap<>();
        if (!counts.isEmpty()) {
            view.summarize(matchesOf(whole), counts)
                    .aggregates()
                    .forEach((name, count) -> counted.put(name, count.filter().docCount()));
        }
        return counted;
    }

    private Query matchesOf(Part part) {
        return QueryBuilders.bool(b -> b.filter(query, within(part)));
    }

    private Query within(Part part) {
        return QueryBuilders.bool(b -> {
            if (!part.after().isEmpty()) {
                b.filter(order.after(part.after()));
            }
            return part.upTo().isEmpty() ? b : b.mustNot(order.after(part.upTo()));
        });
    }

    /** Through those before it, or through those behind it when they are fewer. */
    private List<FieldValue> walkTo(long number, Part part) {
        Query matches = matchesOf(part);
        boolean fromBehind = number > part.count() / 2;
        SortKeys direction = fromBehind ? order.reversed() : order;
        long left = fromBehind ? part.count() - number + 1 : number;
        List<FieldValue> last = List.of();
        while (left > 0) {
            int step = (int) Math.min(left, resultWindow);
            List<FieldValue> reached = view.sortValues(matches, direction, last, step, Set.of(step - 1))
                    .get(step - 1);
            if (reached == null) {
                throw new IllegalStateException("A point in time lost documents between two searches");
            }
            last = reached;
            left -= step;
        }
        return last;
    }
}
