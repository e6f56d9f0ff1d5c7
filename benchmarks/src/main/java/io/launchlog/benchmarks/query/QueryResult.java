package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.measure.Comparison;

/**
 * What was found of one case.
 *
 * @param name of the case
 * @param page events in an answer
 * @param clients asking at the same time
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param perSecond answers
 */
public record QueryResult(String name, int page, int clients, Comparison p50, Comparison p99, Comparison perSecond) {

    /** Whether it is a page in the middle of very many events, compared with a first page and not with a raw search. */
    public boolean isDeep() {
        return QueryCase.isDeep(name);
    }
}
