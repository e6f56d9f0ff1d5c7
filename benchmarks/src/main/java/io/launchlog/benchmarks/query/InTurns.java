package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.measure.Comparison;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks two sides in turn, slice by slice.
 *
 * @param ours whose ratio to the other one is wanted
 * @param load the clients of both
 */
record InTurns(Endpoint ours, Endpoint other, LoadGenerator load, QuerySizes sizes) {

    private static final double NANOS_PER_MILLI = 1e6;

    QueryResult measure(QueryCase query) {
        // Once more: what this case alone needs.
        load.run(ours, query, sizes.slice());
        load.run(other, query, sizes.slice());
        List<Slice> ofOurs = new ArrayList<>();
        List<Slice> ofOther = new ArrayList<>();
        for (int round = 0; round < sizes.rounds(); round++) {
            // In turns the first, so that neither always follows the other.
            if (round % 2 == 0) {
                ofOurs.add(load.run(ours, query, sizes.slice()));
                ofOther.add(load.run(other, query, sizes.slice()));
            } else {
                ofOther.add(load.run(other, query, sizes.slice()));
                ofOurs.add(load.run(ours, query, sizes.slice()));
            }
        }
        return new QueryResult(
                query.name(),
                query.page(),
                query.clients(),
                Comparison.of(ofOurs, ofOther, slice -> slice.p50() / NANOS_PER_MILLI),
                Comparison.of(ofOurs, ofOther, slice -> slice.p99() / NANOS_PER_MILLI),
                Comparison.of(ofOurs, ofOther, Slice::perSecond));
    }
}
