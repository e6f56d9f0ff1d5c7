package io.launchlog.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.model.wire.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** How the options of {@code dlq} are written. */
class LetterOptionsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void since_is_a_duration_before_now_or_a_time() {
        Since.Converter since = new Since.Converter();

        assertThat(since.convert("2h").from(NOW)).isEqualTo(NOW.minus(Duration.ofHours(2)));
        assertThat(since.convert("7d").from(NOW)).isEqualTo(NOW.minus(Duration.ofDays(7)));
        assertThat(since.convert("2026-01-30T12:00:00+01:00").from(NOW))
                .isEqualTo(Instant.parse("2026-01-30T11:00:00Z"));
        assertThatThrownBy(() -> since.convert("yesterday")).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void a_coordinate_is_read_as_it_is_written() {
        Coordinate coordinate = new Coordinate(3, 5_000_000_000L);

        assertThat(new Coordinate.Converter().convert(coordinate.toString())).isEqualTo(coordinate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:", "-1:0", "1:-1", "1:2:3", "12345678901:1", "a:b"})
    void anything_else_is_no_coordinate(String text) {
        assertThatThrownBy(() -> new Coordinate.Converter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("PARTITION:OFFSET");
    }

    @Test
    void a_reason_is_written_as_in_the_header() {
        FilterOptions.ReasonConverter reasons = new FilterOptions.ReasonConverter();

        assertThat(reasons.convert("out-of-time-range")).isEqualTo(DeadLetterReason.OUT_OF_TIME_RANGE);
        assertThatThrownBy(() -> reasons.convert("CONFLICT")).hasMessageContaining("conflict, rejected");
    }

    @Test
    void replayed_letters_are_told_apart_by_partition_and_offset() {
        ReplayedLetters replayed = new ReplayedLetters();
        replayed.add(new Coordinate(1, 4095));
        replayed.add(new Coordinate(1, 5_000_000_000L));

        assertThat(replayed.contains(new Coordinate(1, 4095))).isTrue();
        assertThat(replayed.contains(new Coordinate(1, 5_000_000_000L))).isTrue();
        assertThat(replayed.contains(new Coordinate(1, 4096))).isFalse();
        assertThat(replayed.contains(new Coordinate(0, 4095))).isFalse();
    }
}
