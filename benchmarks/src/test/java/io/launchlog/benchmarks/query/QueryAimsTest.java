package io.launchlog.benchmarks.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.benchmarks.measure.Comparison;
import io.launchlog.benchmarks.measure.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryAimsTest {

    @Test
    void first_pages_are_judged_by_their_p50_and_those_of_many_clients_by_requests_too() {
        List<Figure> figures =
                QueryAims.of(List.of(result("first_page", 10, 1, 1.25, 0.5), result("first_page", 10, 8, 1.26, 0.79)));

        assertThat(figures)
                .containsExactly(
                        Figure.atMost("first_page_10_1_clients_p50", 1.25, 1.25),
                        Figure.atMost("first_page_10_8_clients_p50", 1.26, 1.25),
                        Figure.atLeast("first_page_10_8_clients_requests/s", 0.79, 0.8));
        assertThat(figures).extracting(Figure::isReached).containsExactly(true, false, false);
    }

    @Test
    void a_deep_page_may_take_four_times_as_long_as_a_first_one() {
        assertThat(QueryAims.of(List.of(result("deep_page", 100, 1, 4, 0.25))))
                .containsExactly(Figure.atMost("deep_page_100_to_first_page_p50", 4, 4));
    }

    @Test
    void pages_with_a_filter_have_no_aim() {
        assertThat(QueryAims.of(List.of(result("text_filter", 100, 8, 9, 0.1)))).isEmpty();
    }

    private static QueryResult result(String name, int page, int clients, double p50, double perSecond) {
        return new QueryResult(name, page, clients, ratio(p50), ratio(p50), ratio(perSecond));
    }

    private static Comparison ratio(double ratio) {
        return new Comparison(List.of(ratio), List.of(1.0));
    }
}
