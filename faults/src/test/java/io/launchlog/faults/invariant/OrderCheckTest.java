package io.launchlog.faults.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.faults.invariant.OrderCheck.Seen;
import io.launchlog.faults.ledger.Row;
import io.launchlog.faults.ledger.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderCheckTest {

    private static final String SERVICE = "project/service";

    private final OrderCheck check = new OrderCheck(List.of(
            stored(2000, 0, 5, "third"),
            stored(1000, 1, 1, "second"),
            stored(1000, 0, 9, "first"),
            stored(2000, 0, 7, "last")));

    private static Stored stored(long occurTime, long sequence, long tieBreaker, String text) {
        return new Stored(
                "index", text, text, "digest of " + text, new Row(SERVICE, occurTime, sequence, tieBreaker, text));
    }

    private static Seen seen(long occurTime, String text) {
        return new Seen(occurTime, text);
    }

    @Test
    void the_one_order_holds_in_both_directions() {
        check.walked(
                SERVICE,
                false,
                4,
                List.of(seen(1000, "first"), seen(1000, "second"), seen(2000, "third"), seen(2000, "last")));
        check.walked(
                SERVICE,
                true,
                4,
                List.of(seen(2000, "last"), seen(2000, "third"), seen(1000, "second"), seen(1000, "first")));
        assertThat(check.verdict().holds()).isTrue();
        assertThat(check.verdict().checked()).isEqualTo(10);
    }

    @Test
    void events_of_one_time_in_another_order_are_a_violation() {
        check.walked(
                SERVICE,
                false,
                4,
                List.of(seen(1000, "second"), seen(1000, "first"), seen(2000, "third"), seen(2000, "last")));
        assertThat(check.verdict().violations()).isEqualTo(2);
    }

    @Test
    void so_are_one_that_is_missing_and_one_that_comes_twice() {
        check.walked(SERVICE, false, 4, List.of(seen(1000, "first"), seen(1000, "second"), seen(2000, "third")));
        check.walked(
                SERVICE,
                false,
                4,
                List.of(
                        seen(1000, "first"),
                        seen(1000, "second"),
                        seen(2000, "third"),
                        seen(2000, "last"),
                        seen(2000, "last")));
        assertThat(check.verdict().violations()).isEqualTo(2);
    }

    @Test
    void so_is_a_wrong_total() {
        check.walked(
                SERVICE,
                false,
                5,
                List.of(seen(1000, "first"), seen(1000, "second"), seen(2000, "third"), seen(2000, "last")));
        assertThat(check.verdict().samples()).containsExactly("project/service: the API counts 5 of 4 events");
    }

    @Test
    void a_walk_that_failed_does_not_hold() {
        check.failed("it is answered 503");
        assertThat(check.verdict().holds()).isFalse();
    }
}
