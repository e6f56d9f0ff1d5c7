package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.launchlog.benchmarks.measure.Figure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzResultTest {

    @Test
    void every_kind_of_answer_is_told_and_violations_and_leaks_are_judged() {
        FuzzResult result = new FuzzResult(Map.of("404", 7L, "200", 3L, "cut off", 1L), 2, 30, 0, List.of());

        assertThat(result.figures())
                .containsExactly(
                        Figure.told("requests", 11),
                        Figure.told("answered_200", 3),
                        Figure.told("answered_404", 7),
                        Figure.told("answered_cut_off", 1),
                        Figure.none("violations", 2),
                        Figure.told("log_lines", 30),
                        Figure.none("log_lines_with_a_token", 0));
    }

    @Test
    void sizes_out_of_their_bounds_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FuzzSizes(0, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FuzzSizes(1, -1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FuzzSizes(1, 0, 0, 1));
    }
}
