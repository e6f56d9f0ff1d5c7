package io.launchlog.query.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RivalsTest {

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(90).toNanos());
    private final Rivals rivals = new Rivals(now::get);

    @Test
    void who_asks_first_is_alone() {
        asksAfter(0, "one");
        asksAfter(1, "one");
        assertThat(rivals.areThere()).isFalse();
    }

    @Test
    void who_was_silent_for_a_minute_before_another_comes_is_no_rival() {
        asksAfter(0, "yesterday");
        asksAfter(60, "one");
        assertThat(rivals.areThere()).isFalse();
    }

    @Test
    void the_minute_begins_with_the_last_request_of_the_other() {
        asksAfter(0, "one");
        asksAfter(10, "quiet");
        assertThat(rivals.areThere()).isTrue();
        asksAfter(50, "one");
        assertThat(rivals.areThere()).isTrue();
        asksAfter(10, "one");
        assertThat(rivals.areThere()).isFalse();
    }

    @Test
    void of_many_each_has_rivals() {
        for (String project : new String[] {"one", "two", "three", "one", "two"}) {
            asksAfter(59, project);
        }
        assertThat(rivals.areThere()).isTrue();
    }

    private void asksAfter(long seconds, String project) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        rivals.asks(project);
    }
}
