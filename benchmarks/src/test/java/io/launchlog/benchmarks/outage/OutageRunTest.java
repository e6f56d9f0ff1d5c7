package io.launchlog.benchmarks.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.launchlog.benchmarks.load.Replies;
import io.launchlog.benchmarks.load.Reply;
import io.launchlog.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Elasticsearch is told to stop at 10 s, gone at 11 s, started at 71 s and back at 81 s. */
class OutageRunTest {

    private static final double SECOND = 1e9;
    private static final OutageRun.Times TIMES = new OutageRun.Times(at(10), at(11), at(71), at(81));
    private static final int REQUESTS_PER_SECOND = 2;

    private final List<Reply> replies = new ArrayList<>(List.of(
            answered(1, 0.01, 200),
            answered(10.5, 0.01, 503),
            answered(20, 0.1, 503),
            answered(60, 0.9, 503),
            answered(72, 0.1, 503),
            answered(82, 0.1, 503),
            answered(83, 0.5, 200),
            answered(90, 0.01, 200)));

    @Test
    void what_is_told_quickly_and_well_again_soon_is_what_is_wanted() {
        assertThat(missed()).isEmpty();
        assertThat(figure("back_to_first_200_ms")).isEqualTo(2500);
        assertThat(figure("outage_p99_ms")).isEqualTo(900);
    }

    @Test
    void in_the_first_seconds_pages_and_timeouts_may_still_come() {
        replies.add(answered(9.9, 0.5, 200));
        replies.add(answered(15.9, 10, 504));

        assertThat(missed()).isEmpty();
        assertThat(figure("first_seconds_504")).isEqualTo(1);
    }

    @Test
    void in_the_first_seconds_nothing_else_may_come() {
        replies.add(answered(12, 0.1, 500));
        replies.add(new Reply.Answered(at(12), 1, 503, false));
        replies.add(new Reply.Failed(at(13), 1, "SocketException"));

        assertThat(missed()).containsExactly("first_seconds_other_than_200_503_504");
        assertThat(figure("first_seconds_other_than_200_503_504")).isEqualTo(3);
    }

    @Test
    void after_them_a_timeout_is_one_too_many_and_slow() {
        replies.add(answered(16, 10, 504));

        assertThat(missed()).containsExactly("outage_not_503", "outage_p99_ms");
    }

    @Test
    void requests_that_pile_up_are_counted() {
        replies.add(answered(30, 0.9, 503));
        replies.add(answered(30.1, 0.9, 503));
        replies.add(answered(30.2, 0.9, 503));

        assertThat(missed()).containsExactly("outage_most_at_once");
        assertThat(figure("outage_most_at_once")).isEqualTo(3);
    }

    @Test
    void one_that_ends_when_the_next_begins_is_not_in_its_way() {
        replies.add(answered(30, 0.5, 503));
        replies.add(answered(30.5, 0.5, 503));
        replies.add(answered(31, 0.5, 503));

        assertThat(figure("outage_most_at_once")).isEqualTo(1);
    }

    @Test
    void while_it_starts_it_may_answer_already_and_nothing_may_hang() {
        replies.add(answered(80, 0.5, 200));
        assertThat(missed()).isEmpty();
        assertThat(figure("back_to_first_200_ms")).isZero();

        replies.add(answered(80.1, 0.1, 404));
        assertThat(missed()).containsExactly("starting_other_than_200_503");
    }

    @Test
    void a_service_that_needs_a_restart_is_never_back() {
        replies.removeIf(reply -> reply.isStatus(200) && reply.sent() > at(50));

        assertThat(missed()).containsExactly("back_to_first_200_ms", "well_again_200");
        assertThat(figure("back_to_first_200_ms")).isInfinite();
    }

    @Test
    void once_it_is_back_it_stays() {
        replies.add(answered(88, 0.1, 503));

        assertThat(missed()).containsExactly("well_again_not_200");
    }

    @Test
    void an_outage_that_is_over_before_it_shows_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OutageSizes(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1), 1))
                .withMessage("--seconds is 5; allowed: more than 5");
    }

    private List<String> missed() {
        return run().figures().stream()
                .filter(figure -> !figure.isReached())
                .map(Figure::name)
                .toList();
    }

    private double figure(String name) {
        return run().figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private OutageRun run() {
        return new OutageRun(new Replies(replies, 0, Duration.ofSeconds(100)), TIMES, REQUESTS_PER_SECOND);
    }

    private static Reply answered(double second, double seconds, int status) {
        return new Reply.Answered(at(second), at(seconds), status, status == 503);
    }

    private static long at(double second) {
        return Math.round(second * SECOND);
    }
}
