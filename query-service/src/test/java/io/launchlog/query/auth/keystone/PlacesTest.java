package io.launchlog.query.auth.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(4);

    @Test
    void new_tokens_get_half() {
        assertThat(take(false)).isTrue();
        assertThat(take(false)).isTrue();
        assertThat(take(false)).isFalse();
        assertThat(take(true)).isTrue();
        assertThat(take(true)).isTrue();
        assertThat(take(true)).isFalse();
    }

    @Test
    void tokens_that_have_been_good_get_all() {
        for (int i = 0; i < 4; i++) {
            assertThat(take(true)).isTrue();
        }
        assertThat(take(false)).isFalse();
    }

    @Test
    void what_is_given_back_is_there_for_the_next_also_after_a_refusal() {
        for (int i = 0; i < 4; i++) {
            assertThat(take(true)).isTrue();
        }
        // It has had one of those for new tokens in hand.
        assertThat(take(false)).isFalse();
        places.giveBack(true);
        assertThat(take(false)).isTrue();
        places.giveBack(true);
        assertThat(take(false)).isTrue();
        places.giveBack(false);
        assertThat(take(false)).isTrue();
    }

    private boolean take(boolean isKnown) {
        return places.take(isKnown, Duration.ZERO);
    }
}
