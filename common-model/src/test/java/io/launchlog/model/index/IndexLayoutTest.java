package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets, names, generations and settings. */
class IndexLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970.01, 1970.01.01, 1970-02-01T00:00:00Z, 1970-01-02T00:00:00Z",
        "2026-11-30T23:59:59.999Z, 2026.11, 2026.11.30, 2026-12-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "2026-12-01T00:00:00Z, 2026.12, 2026.12.01, 2027-01-01T00:00:00Z, 2026-12-02T00:00:00Z",
        "2026-12-31T23:59:59.999Z, 2026.12, 2026.12.31, 2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2028-02-29T12:00:00Z, 2028.02, 2028.02.29, 2028-03-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "2100-02-28T12:00:00Z, 2100.02, 2100.02.28, 2100-03-01T00:00:00Z, 2100-03-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999.12, 9999.12.31, +10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z",
    })
    void aTimeIsInTheBucketOfItsMonthOrDayInUtc(
            String time, String month, String day, String endOfMonth, String endOfDay) {
        long milliseconds = Instant.parse(time).toEpochMilli();
        assertThat(BucketSize.MONTH.bucketOf(milliseconds)).isEqualTo(month);
        assertThat(BucketSize.DAY.bucketOf(milliseconds)).isEqualTo(day);
        assertThat(Instant.ofEpochMilli(BucketSize.MONTH.endOfBucket(milliseconds)))
                .isEqualTo(Instant.parse(endOfMonth));
        assertThat(Instant.ofEpochMilli(BucketSize.DAY.endOfBucket(milliseconds)))
                .isEqualTo(Instant.parse(endOfDay));
    }

    @Test
    void theNamesOfAGenerationAreThese() {
        IndexNames names = new IndexNames(new Generation(3), BucketSize.MONTH);
        long time = Instant.parse("2026-11-23T00:00:00Z").toEpochMilli();
        assertThat(names.eventsAt(time)).isEqualTo("launchlog-events-g3-2026.11");
        assertThat(new IndexNames(new Generation(3), BucketSize.DAY).eventsAt(time))
                .isEqualTo("launchlog-events-g3-2026.11.23");
        assertThat(names.eventsTemplate()).isEqualTo("launchlog-events-g3");
        assertThat(names.eventsPattern()).isEqualTo("launchlog-events-g3-*");
        assertThat(names.services()).isEqualTo("launchlog-services-g3");
        assertThat(IndexNames.EVENTS).isEqualTo("launchlog-events");
        assertThat(IndexNames.SERVICES).isEqualTo("launchlog-services");
    }

    @Test
    void thePatternOfAGenerationMatchesNoOtherGeneration() {
        String pattern = new IndexNames(new Generation(1), BucketSize.MONTH).eventsPattern();
        String tenth = new IndexNames(new Generation(10), BucketSize.MONTH).eventsAt(0);
        assertThat(tenth).doesNotStartWith(pattern.substring(0, pattern.length() - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void generationsStartAtOne(int number) {
        assertThatThrownBy(() -> new Generation(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(number));
        assertThat(Generation.FIRST.label()).isEqualTo("g1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-1", "0-0", "1-all", "0-all", "2-10"})
    void replicasAreARangeThatFollowsTheNumberOfNodes(String replicas) {
        assertThat(new IndexSettings(1, replicas, Duration.ofMillis(1)).replicas())
                .isEqualTo(replicas);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0-",
                "-1",
                "all",
                "0-All",
                " 0-1",
                "0-1\n",
                "false",
                "0-1\",\"x\":\"",
                "2-1",
                "99999999999-all"
            })
    void whatIsNoSuchRangeIsRefused(String replicas) {
        assertThatThrownBy(() -> new IndexSettings(1, replicas, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replicas are " + replicas + "; allowed");
    }

    @Test
    void shardsAndRefreshIntervalHaveLowerBounds() {
        assertThatThrownBy(() -> new IndexSettings(0, "0-1", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shards is 0");
        for (Duration interval : new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(999_999)}) {
            assertThatThrownBy(() -> new IndexSettings(1, "0-1", interval))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("refresh interval is " + interval);
        }
        assertThat(IndexSettings.DEFAULT).isEqualTo(new IndexSettings(1, "0-1", Duration.ofSeconds(1)));
    }
}
