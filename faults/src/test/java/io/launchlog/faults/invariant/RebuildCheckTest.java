package io.launchlog.faults.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RebuildCheckTest {

    private final RebuildCheck check = new RebuildCheck();

    @Test
    void the_same_on_both_sides_holds() {
        check.compare(Set.of("a", "b"), Set.of("b", "a"));
        assertThat(check.verdict().holds()).isTrue();
        assertThat(check.verdict().checked()).isEqualTo(4);
    }

    @Test
    void what_only_one_side_has_is_a_violation() {
        check.compare(Set.of("a", "b"), Set.of("a", "c"));
        assertThat(check.verdict().samples())
                .containsExactlyInAnyOrder("b is not in the rebuilt one", "c is in the rebuilt one only");
    }

    @Test
    void nothing_on_either_side_proves_nothing() {
        check.compare(Set.of(), Set.of());
        assertThat(check.verdict().holds()).isFalse();
    }

    @Test
    void a_rebuild_that_failed_does_not_hold() {
        check.failed("it ended with 1");
        assertThat(check.verdict().holds()).isFalse();
    }
}
