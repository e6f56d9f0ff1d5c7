package io.launchlog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.benchmarks.measure.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {

    @Test
    void each_figure_stands_beside_its_aim_and_says_whether_it_is_reached() {
        FigureTable table = new FigureTable(
                "overload",
                List.of(
                        Figure.told("sustained_requests/s", 1234.4),
                        Figure.atLeast("offered_to_sustained", 4.98, 4.5),
                        Figure.none("other_answers", 3),
                        Figure.atMost("recovery_ms", Double.POSITIVE_INFINITY, 12.34)));

        assertThat(table).hasToString("""
                        overload                                          found   aim
                        ------------------------------------------------------------------------------------
                        sustained requests/s                              1,234
                        offered to sustained                               4.98   at least 4.50      reached
                        other answers                                         3   at most 0          MISSED
                        recovery ms                                       never   at most 12.3       MISSED""");
    }
}
