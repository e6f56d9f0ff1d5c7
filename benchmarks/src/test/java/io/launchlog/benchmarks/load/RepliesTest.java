package io.launchlog.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static final long MILLI = 1_000_000;

    private final Replies replies = new Replies(
            List.of(
                    new Reply.Answered(0, 3 * MILLI, 200, false),
                    new Reply.Answered(0, 9 * MILLI, 200, false),
                    new Reply.Answered(0, 50 * MILLI, 429, true),
                    new Reply.Failed(5, 70 * MILLI, "SocketException")),
            2,
            Duration.ofSeconds(2));

    @Test
    void a_percentile_is_of_the_replies_that_are_asked_about() {
        assertThat(replies.millis(99, reply -> reply.isStatus(200))).isEqualTo(9);
        assertThat(replies.millis(50, reply -> reply.isStatus(200))).isEqualTo(3);
        assertThat(replies.millis(99, reply -> reply.isStatus(503))).isNaN();
    }

    @Test
    void all_that_were_sent_count_for_the_rate_and_those_held_back_do_not() {
        assertThat(replies.perSecond()).isEqualTo(2);
    }

    @Test
    void statuses_and_failures_are_counted_by_their_names() {
        assertThat(replies.kinds()).isEqualTo(Map.of("200", 2L, "429", 1L, "SocketException", 1L));
    }

    @Test
    void a_failure_has_no_status_and_ends_when_it_is_known() {
        Reply failed = replies.all().getLast();

        assertThat(failed.isStatus(0)).isFalse();
        assertThat(failed.ended()).isEqualTo(5 + 70 * MILLI);
    }
}
