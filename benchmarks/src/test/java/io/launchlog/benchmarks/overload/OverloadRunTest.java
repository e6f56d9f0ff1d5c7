package io.launchlog.benchmarks.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.launchlog.benchmarks.load.Replies;
import io.launchlog.benchmarks.load.Reply;
import io.launchlog.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadRunTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final Reply QUICK = page(10 * MILLI);
    private static final Reply REFUSED = new Reply.Answered(0, MILLI, 429, true);
    private static final OverloadRun.Memory FLAT = new OverloadRun.Memory(300, 200, 1.0, 1.1);

    @Test
    void pages_in_time_and_refusals_that_say_when_to_retry_are_what_is_wanted() {
        assertThat(missed(noisy(QUICK, page(10 * SECOND), REFUSED))).isEmpty();
    }

    @Test
    void anything_else_is_counted() {
        OverloadRun run = noisy(
                QUICK,
                page(10 * SECOND + 1),
                new Reply.Answered(0, MILLI, 429, false),
                new Reply.Answered(0, 11 * SECOND, 429, true),
                new Reply.Answered(0, MILLI, 503, true),
                new Reply.Answered(0, MILLI, 500, false),
                new Reply.Failed(0, MILLI, "SocketException"));

        assertThat(missed(run)).containsExactly("neither_in_time_nor_refused");
        assertThat(figure(run, "neither_in_time_nor_refused")).isEqualTo(6);
    }

    @Test
    void load_that_was_not_offered_proves_nothing() {
        Replies half = new Replies(Collections.nCopies(449, REFUSED), 551, Duration.ofSeconds(1));

        assertThat(missed(run(half, quiet(QUICK), FLAT, QUICK))).containsExactly("offered_to_sustained");
    }

    @Test
    void a_quiet_project_may_wait_three_times_as_long_as_when_it_was_alone_and_is_never_refused() {
        assertThat(missed(run(all(QUICK), quiet(page(30 * MILLI)), FLAT, QUICK)))
                .isEmpty();
        assertThat(missed(run(all(QUICK), quiet(page(31 * MILLI)), FLAT, QUICK)))
                .containsExactly("quiet_p99_ms");
        assertThat(missed(run(all(QUICK), quiet(QUICK, REFUSED), FLAT, QUICK)))
                .containsExactly("quiet_not_answered_200");
    }

    @Test
    void a_quiet_project_that_got_nothing_misses_its_time_too() {
        assertThat(missed(run(all(QUICK), quiet(REFUSED), FLAT, QUICK)))
                .containsExactly("quiet_p99_ms", "quiet_not_answered_200");
    }

    @Test
    void memory_may_grow_by_a_tenth() {
        assertThat(missed(run(all(QUICK), quiet(QUICK), new OverloadRun.Memory(1, 1, 1.11, 1.11), QUICK)))
                .containsExactly("resident_growth", "heap_growth");
    }

    @Test
    void the_first_answer_afterwards_has_to_be_a_page_and_quick() {
        assertThat(missed(run(all(QUICK), quiet(QUICK), FLAT, page(31 * MILLI))))
                .containsExactly("recovery_ms");
        assertThat(missed(run(all(QUICK), quiet(QUICK), FLAT, REFUSED))).containsExactly("recovery_ms");
    }

    @Test
    void sizes_out_of_their_bounds_are_refused_by_the_names_of_their_options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sizes(1001, 5))
                .withMessage("--page is 1001; allowed: 1 to 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sizes(100, Double.NaN))
                .withMessageContaining("--factor (NaN)");
    }

    private static OverloadRun noisy(Reply... replies) {
        List<Reply> all = new ArrayList<>(List.of(replies));
        all.addAll(Collections.nCopies(500, REFUSED));
        return run(new Replies(all, 0, Duration.ofSeconds(1)), quiet(QUICK), FLAT, QUICK);
    }

    private static OverloadRun run(Replies noisy, Replies quiet, OverloadRun.Memory memory, Reply recovery) {
        return new OverloadRun(sizes(100, 5), 100, quiet(QUICK), noisy, quiet, memory, recovery);
    }

    private static OverloadSizes sizes(int page, double factor) {
        Duration second = Duration.ofSeconds(1);
        return new OverloadSizes(page, 8, factor, 5, 1000, second, second, second, second, 1);
    }

    private static Replies all(Reply reply) {
        return new Replies(Collections.nCopies(500, reply), 0, Duration.ofSeconds(1));
    }

    private static Replies quiet(Reply... replies) {
        return new Replies(List.of(replies), 0, Duration.ofSeconds(1));
    }

    private static Reply page(long took) {
        return new Reply.Answered(0, took, 200, false);
    }

    private static List<String> missed(OverloadRun run) {
        return run.figures().stream()
                .filter(figure -> !figure.isReached())
                .map(Figure::name)
                .toList();
    }

    private static double figure(OverloadRun run, String name) {
        return run.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
