package io.launchlog.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final long NOW = 1000;

    @Test
    void a_record_that_was_not_replayed_is_at_its_first() {
        assertThat(Attempt.of(headers(Map.of()), NOW)).isEqualTo(new Attempt(1, NOW));
    }

    @Test
    void a_replayed_record_brings_it_along() {
        LetterHeaders replayed = LetterHeaders.on(headers(Map.of("launchlog-replayed-from", "t/0/1")));
        new Attempt(1, NOW).next().writeTo(replayed);

        assertThat(Attempt.of(replayed.headers(), NOW + 5)).isEqualTo(new Attempt(2, NOW));
    }

    @Test
    void the_highest_number_stays() {
        assertThat(new Attempt(Integer.MAX_VALUE, NOW).next()).isEqualTo(new Attempt(Integer.MAX_VALUE, NOW));
    }

    @Test
    void what_others_write_does_not_count() {
        assertThat(Attempt.of(headers(Map.of("launchlog-attempt", "7", "launchlog-first-seen", "1")), NOW))
                .isEqualTo(new Attempt(1, NOW));
        assertThat(Attempt.of(
                        headers(Map.of(
                                "launchlog-replayed-from",
                                "x",
                                "launchlog-attempt",
                                "-7",
                                "launchlog-first-seen",
                                "1")),
                        NOW))
                .isEqualTo(new Attempt(1, NOW));
        assertThat(Attempt.of(
                        headers(Map.of(
                                "launchlog-replayed-from",
                                "x",
                                "launchlog-attempt",
                                "99999999999",
                                "launchlog-first-seen",
                                "1")),
                        NOW))
                .isEqualTo(new Attempt(1, NOW));
    }

    private static Headers headers(Map<String, String> texts) {
        Headers headers = new RecordHeaders();
        texts.forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
