package io.launchlog.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StorePingTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final StorePing ping = new StorePing(() -> asked.incrementAndGet() == 1, later::add, now::get);

    @Test
    void all_who_want_to_know_share_a_question_that_nobody_waits_for() {
        CompletableFuture<Boolean> first = ping.isSilent();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        CompletableFuture<Boolean> second = ping.isSilent();
        assertThat(first).isNotDone();

        later.remove().run();

        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(true);
        assertThat(later).isEmpty();
    }

    @Test
    void an_answer_is_believed_for_a_second() {
        var _ = ping.isSilent();
        later.remove().run();

        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(ping.isSilent()).isCompletedWithValue(true);
        now.addAndGet(Duration.ofMillis(1).toNanos());
        CompletableFuture<Boolean> next = ping.isSilent();
        later.remove().run();
        assertThat(next).isCompletedWithValue(false);
    }
}
