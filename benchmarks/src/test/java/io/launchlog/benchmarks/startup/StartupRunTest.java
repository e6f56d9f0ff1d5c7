package io.launchlog.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.launchlog.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StartupRunTest {

    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void the_median_of_the_starts_and_the_memory_are_judged() {
        StartupRun run = new StartupRun(seen(384 * MEBIBYTE, 9000, 2900, 3000), seen(100 * MEBIBYTE, 1000));

        assertThat(missed(run)).isEmpty();
        assertThat(figure(run, "ingest_ready_ms")).isEqualTo(3000);
        assertThat(figure(run, "ingest_ready_first_ms")).isEqualTo(9000);
        assertThat(figure(run, "ingest_ready_best_ms")).isEqualTo(2900);
        assertThat(figure(run, "ingest_ready_worst_ms")).isEqualTo(9000);
        assertThat(figure(run, "query_resident_most_MiB")).isEqualTo(100);
    }

    @Test
    void what_is_too_slow_or_too_large_is_missed() {
        StartupRun run = new StartupRun(seen(385 * MEBIBYTE, 1000), seen(0, 2900, 3001, 3002));

        assertThat(missed(run)).containsExactly("ingest_resident_most_MiB", "query_ready_ms");
    }

    @Test
    void sizes_have_bounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StartupSizes(1, 1, 1, 1, Duration.ZERO, "384m", 1))
                .withMessageContaining("--seconds");
    }

    private static StartupRun.Seen seen(long resident, long... millis) {
        return new StartupRun.Seen(
                LongStream.of(millis).mapToObj(Duration::ofMillis).toList(), resident);
    }

    private static List<String> missed(StartupRun run) {
        return run.figures().stream()
                .filter(figure -> !figure.isReached())
                .map(Figure::name)
                .toList();
    }

    private static double figure(StartupRun run, String name) {
        return run.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
