package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds a page by its number in any order: out of a random sample, which is sorted, two values are taken between which it
 * almost surely is; what comes before them is counted exactly, and so on between them, until the rest is near (Floyd and
 * Rivest, "Expected time bounds for selection", 1975). A million matches take two samples.
 */
final class Quickselect {

    private static final int MOST_SAMPLED = 6_000;

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
    private record Part(List<FieldValue> after, List<FieldValue> upTo, long count) {

        Part and(Part next) {
            return new Part(after, next.upTo(), count + next.count());
        }
    }

    /**
     * The place behind the first {@code skip} matches.
     *
     * @param skip fewer than match
     * @param size of the page
     * @param total how many match
     */
    Place behind(long skip, int size, long total) {
        Part part = new Part(List.of(), List.of(), total);
        long rest = skip;
        for (int round = 0; round < MOST_ROUNDS && !isNear(rest, size, part); round++) {
            List<Part> parts = split(part, rest, size);
            int first = 0;
            while (rest >= parts.get(first).count()) {
                rest -= parts.get(first++).count();
            }
            part = parts.get(first);
            for (int i = first + 1; i < parts.size() && part.count() < rest + size; i++) {
                part = part.and(parts.get(i));
            }
        }
        return walkTo(rest, size, part);
    }

    private boolean isNear(long rest, int size, Part part) {
        return rest + size <= resultWindow || part.count() <= 2L * resultWindow;
    }

    /** In their order; a middle one of few holds the page. */
    private List<Part> split(Part part, long rest, int size) {
        int most = Math.min(MOST_SAMPLED, resultWindow);
        List<List<FieldValue>> sample =
                view.sample(matchesOf(part, List.of()), order, FILLED * most / part.count(), most);
        double share = (double) sample.size() / part.count();
        double margin = MARGIN * Math.sqrt(sample.size()) / 2;
        int low = (int) Math.floor(rest * share - margin);
        int high = (int) Math.ceil((rest + size) * share + margin);
        return between(
                part,
                IntStream.of(low, high)
                        .filter(place -> 0 <= place && place < sample.size())
                        .mapToObj(sample::get)
                        .toList());
    }

    private List<Part> between(Part whole, List<List<FieldValue>> edges) {
        List<Long> upToEdges = view.count(edges.stream()
                .map(edge -> order.upToInParts(edge).stream()
                        .map(some -> matchesOf(whole, List.of(some)))
                        .toList())
                .toList());
        List<Part> parts = new ArrayList<>();
        List<FieldValue> after = whole.after();
        long counted = 0;
        for (int i = 0; i < edges.size(); i++) {
            parts.add(new Part(after, edges.get(i), upToEdges.get(i) - counted));
            after = edges.get(i);
            counted = upToEdges.get(i);
        }
        parts.add(new Part(after, whole.upTo(), whole.count() - counted));
        return parts;
    }

    private Query matchesOf(Part part, List<Query> besides) {
        List<Query> filters = new ArrayList<>(besides);
        filters.add(query);
        if (!part.after().isEmpty()) {
            filters.add(order.after(part.after()));
        }
        if (!part.upTo().isEmpty()) {
            filters.add(order.upTo(part.upTo()));
        }
        return QueryBuilders.bool(b -> b.filter(filters));
    }

    private Place walkTo(long skip, int size, Part whole) {
        Part part = whole;
        long rest = skip;
        while (rest > 0 && rest + size > resultWindow) {
            int step = (int) Math.min(rest, resultWindow);
            List<FieldValue> reached = view.sortValues(matchesOf(part, List.of()), order, step - 1);
            part = new Part(reached, part.upTo(), part.count() - step);
            rest -= step;
        }
        return new Place(matchesOf(part, List.of()), (int) rest);
    }
}
