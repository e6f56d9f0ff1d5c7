package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.measure.Figure;
import java.util.ArrayList;
import java.util.List;

/** What the ratios of the API have to be. */
public final class QueryAims {

    private static final double LARGEST_P50_RATIO = 1.25;
    private static final double LEAST_THROUGHPUT_RATIO = 0.8;
    private static final int MANY_CLIENTS = 8;
    private static final double LARGEST_DEEP_RATIO = 4;

    private QueryAims() {}

    /** Those of first pages without a filter and of deep pages; other results have none. */
    public static List<Figure> of(List<QueryResult> results) {
        List<Figure> figures = new ArrayList<>();
        for (QueryResult result : results) {
            if (result.isDeep()) {
                figures.add(Figure.atMost(
                        "%s_%d_to_first_page_p50".formatted(result.name(), result.page()),
                        result.p50().ratio(),
                        LARGEST_DEEP_RATIO));
            } else if (result.name().equals(QueryCase.FIRST_PAGE)) {
                String name = "first_page_%d_%d_clients_".formatted(result.page(), result.clients());
                figures.add(Figure.atMost(name + "p50", result.p50().ratio(), LARGEST_P50_RATIO));
                if (result.clients() == MANY_CLIENTS) {
                    figures.add(Figure.atLeast(
                            name + "requests/s", result.perSecond().ratio(), LEAST_THROUGHPUT_RATIO));
                }
            }
        }
        return List.copyOf(figures);
    }
}
