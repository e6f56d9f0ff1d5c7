package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final Wait wait = new Wait(pauses::add);

    @Test
    void it_asks_until_the_answer_is_yes() throws Exception {
        assertThat(wait.until(() -> pauses.size() == 3, Duration.ofMinutes(1))).isTrue();
        assertThat(pauses).hasSize(3);
    }

    @Test
    void without_patience_it_asks_once() throws Exception {
        assertThat(wait.until(() -> true, Duration.ZERO)).isTrue();
        assertThat(wait.until(() -> false, Duration.ZERO)).isFalse();
        assertThat(pauses).isEmpty();
    }
}
