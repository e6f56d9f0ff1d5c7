package io.launchlog.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final List<List<String>> handedOn = new ArrayList<>();
    private final Together<String> together = new Together<>(3, handedOn::add);

    @Test
    void hands_on_as_many_as_are_wanted_and_the_rest_at_the_end() {
        for (String one : List.of("a", "b", "c", "d")) {
            together.add(one, 1);
        }
        assertThat(handedOn).containsExactly(List.of("a", "b", "c"));

        together.handOn();
        together.handOn();

        assertThat(handedOn).containsExactly(List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void hands_on_fewer_when_they_are_large() {
        together.add("a", 3 * MEGABYTE);
        assertThat(handedOn).isEmpty();
        together.add("b", MEGABYTE);
        together.add("c", 5 * MEGABYTE);
        together.add("d", 1);

        assertThat(handedOn).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void counts_what_is_in_the_key_and_the_headers_of_a_record_too() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("name", "value".getBytes(StandardCharsets.UTF_8)).add("empty", null);

        assertThat(Together.sizeOf(new byte[3], new byte[7], headers)).isEqualTo(3 + 7 + 4 + 5 + 5);
        assertThat(Together.sizeOf(null, null, new RecordHeaders())).isZero();
    }
}
