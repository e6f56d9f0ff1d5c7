package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Generation;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SwapPauseTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger abandoned = new AtomicInteger();
    private final SwapPause pause = new SwapPause(now::get);

    @Test
    void a_batch_goes_on_when_nothing_is_swapped() {
        assertThatCode(() -> check(null)).doesNotThrowAnyException();
    }

    @Test
    void a_batch_waits_while_a_swap_is_under_way() {
        assertWaits("one");
        now.addAndGet(SwapPause.LONGEST.toNanos() - 1);
        assertWaits("one");
        assertThat(abandoned).hasValue(0);

        check(null);
    }

    @Test
    void a_swap_that_does_not_end_is_not_waited_for_and_its_traces_are_removed_once() {
        assertWaits("one");
        now.addAndGet(SwapPause.LONGEST.toNanos());

        check("one");
        check("one");

        assertThat(abandoned).hasValue(1);
    }

    @Test
    void each_swap_has_its_own_time() {
        assertWaits("one");
        now.addAndGet(SwapPause.LONGEST.toNanos());

        assertWaits("two");
    }

    @Test
    void what_cannot_be_removed_is_tried_again() {
        assertWaits("one");
        now.addAndGet(SwapPause.LONGEST.toNanos());

        assertThatThrownBy(() -> pause.check(generations("one"), _ -> {
                    throw new StoreUnavailableException("away", null);
                }))
                .hasMessage("away");
        check("one");

        assertThat(abandoned).hasValue(1);
    }

    private void assertWaits(String swap) {
        assertThatThrownBy(() -> check(swap)).isInstanceOf(StoreUnavailableException.class);
    }

    private void check(String swap) {
        pause.check(generations(swap), _ -> abandoned.incrementAndGet());
    }

    private static Generations generations(String swap) {
        return new Generations(Generation.FIRST, null, null, Set.of(), swap);
    }
}
