package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(bytes, false, StandardCharsets.UTF_8));

    @Test
    void a_step_is_named_with_its_seconds_when_it_is_done() throws Exception {
        assertThat(progress.step("Kafka", () -> 42)).isEqualTo(42);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).matches("  Kafka +\\d+\\.\\d s\\R");
    }

    @Test
    void what_is_held_back_comes_in_order_at_its_release() {
        Progress later = progress.holdingBack();
        later.say("second");
        progress.say("first");
        later.say("third");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("first");

        later.release();
        later.say("fourth");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("first", "second", "third", "fourth");
    }
}
