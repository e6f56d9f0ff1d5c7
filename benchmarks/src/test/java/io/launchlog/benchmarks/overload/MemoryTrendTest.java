package io.launchlog.benchmarks.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.launchlog.benchmarks.process.ProcessMemory;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MemoryTrendTest {

    private static final Offset<Double> SMALL = within(1e-9);
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void the_last_quarter_is_compared_with_the_second_and_what_was_before_does_not_count() {
        MemoryTrend trend = new MemoryTrend(List.of(
                sample(0, 900, 900),
                sample(0.25, 100, 80),
                sample(0.4, 110, 40),
                sample(0.75, 120, 90),
                sample(0.9, 132, 44)));

        assertThat(trend.residentGrowth()).isEqualTo(1.2, SMALL);
    }

    @Test
    void the_most_is_of_all_the_time() {
        MemoryTrend trend = new MemoryTrend(List.of(sample(0, 300, 200), sample(0.6, 250, 210)));

        assertThat(trend.mostResident()).isEqualTo(300, SMALL);
        assertThat(trend.mostHeap()).isEqualTo(210, SMALL);
    }

    @Test
    void a_system_that_does_not_tell_shows_no_growth() {
        MemoryTrend trend = new MemoryTrend(List.of(sample(0.3, 0, 10), sample(0.8, 0, 10)));

        assertThat(trend.residentGrowth()).isEqualTo(1, SMALL);
    }

    @Test
    void a_quarter_without_a_look_is_no_number() {
        assertThat(new MemoryTrend(List.of(sample(0.3, 1, 10))).residentGrowth())
                .isNaN();
    }

    private static MemoryTrend.Sample sample(double moment, long resident, long heap) {
        return new MemoryTrend.Sample(moment, new ProcessMemory(resident * MEBIBYTE, heap * MEBIBYTE));
    }
}
