package io.launchlog.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SubjectTest {

    @Test
    void the_value_says_it_in_either_mode() {
        assertThat(of("other/other", "{\"project_id\":\"p\",\"labels\":{\"service_id\":\"x\"},\"service_id\":\"s\"}"))
                .isEqualTo(new Subject("p", "s"));
        assertThat(
                        of(
                                "other/other",
                                "{\"id\":\"1\",\"data\":{\"service_id\":\"s\",\"project_id\":\"p\"},\"n\":{\"project_id\":\"x\"}}"))
                .isEqualTo(new Subject("p", "s"));
    }

    @Test
    void what_comes_before_malformed_json_counts() {
        assertThat(of(null, "{\"project_id\":\"p\",\"service_id\":\"s\",,}")).isEqualTo(new Subject("p", "s"));
    }

    @Test
    void the_key_says_what_the_value_does_not() {
        assertThat(of("p/s", "x")).isEqualTo(new Subject("p", "s"));
        assertThat(of("p/s", "{\"service_id\":\"t\"}")).isEqualTo(new Subject("p", "t"));
        assertThat(of("p/s", null)).isEqualTo(new Subject("p", "s"));
    }

    @Test
    void what_is_no_id_is_unknown() {
        assertThat(of("p/s/t", "[1]")).isEqualTo(new Subject("p", null));
        assertThat(of("\u001b[2J", "{\"project_id\":\"\\u001b[2J\"}")).hasToString("-");
        assertThat(of(null, null)).hasToString("-");
    }

    private static Subject of(String key, String value) {
        return Subject.of(bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
