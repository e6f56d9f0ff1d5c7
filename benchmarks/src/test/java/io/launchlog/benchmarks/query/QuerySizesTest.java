package io.launchlog.benchmarks.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuerySizesTest {

    @Test
    void a_deep_page_lies_behind_half_of_the_events_in_whole_pages() {
        assertThat(sizes(2_000_000).deepSkip()).isEqualTo(1_000_000);
        assertThat(sizes(45_001).deepSkip()).isEqualTo(22_000);
    }

    @Test
    void too_few_events_for_a_deep_page_are_refused() {
        assertThat(sizes(0).deepEvents()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sizes(39_999))
                .withMessage("--deep-events is 39999; allowed: 0, 40000 or more");
    }

    private static QuerySizes sizes(int deepEvents) {
        return new QuerySizes(1, 1, deepEvents, 1, Duration.ofMillis(1), Duration.ofMillis(1), 1);
    }
}
