package io.launchlog.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void the_bound_itself_is_within() {
        assertThat(Figure.atMost("p99_ms", 3, 3).isReached()).isTrue();
        assertThat(Figure.atLeast("requests/s", 3, 3).isReached()).isTrue();
        assertThat(Figure.none("failures", 0).isReached()).isTrue();
    }

    @Test
    void what_is_beyond_is_missed() {
        assertThat(Figure.atMost("p99_ms", 3.01, 3).isReached()).isFalse();
        assertThat(Figure.atLeast("requests/s", 2.99, 3).isReached()).isFalse();
        assertThat(Figure.none("failures", 1).isReached()).isFalse();
    }

    @Test
    void what_never_happened_or_could_not_be_measured_is_missed() {
        assertThat(Figure.atMost("recovery_ms", Double.POSITIVE_INFINITY, 3).isReached())
                .isFalse();
        assertThat(Figure.atMost("p99_ms", Double.NaN, 3).isReached()).isFalse();
        assertThat(Figure.atLeast("p99_ms", Double.NaN, 3).isReached()).isFalse();
    }

    @Test
    void what_is_only_told_cannot_be_missed() {
        assertThat(Figure.told("refused", Double.NaN).isReached()).isTrue();
    }
}
