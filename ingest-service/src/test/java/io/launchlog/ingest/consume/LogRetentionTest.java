package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class LogRetentionTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final LogRetention retention = keeping(Duration.ofDays(90));

    @Test
    void names_both_times_and_the_remedy_when_the_log_is_shorter_than_the_index() {
        assertThat(retention.complaint("events", config(7 * DAY, -1, "delete")))
                .contains(
                        "The index could not be rebuilt from the records of the topic events: it keeps them for 7 days"
                                + " (retention.ms=604800000), the index for 90 days (launchlog.retention); set retention.ms to"
                                + " 7862400000 or more, or to -1.");
    }

    @Test
    void is_content_with_a_log_that_is_long_enough_or_endless() {
        assertThat(retention.complaint("events", config(91 * DAY, -1, "delete")))
                .isEmpty();
        assertThat(retention.complaint("events", config(-1, -1, "delete"))).isEmpty();
    }

    @Test
    void counts_the_time_that_an_event_may_be_ahead_of_its_record() {
        assertThat(retention.complaint("events", config(91 * DAY - 1, -1, "delete")))
                .isPresent();
    }

    @Test
    void says_when_records_go_by_size_or_by_key() {
        assertThat(retention.complaint("events", config(-1, 1_000_000, "delete")))
                .hasValueSatisfying(text -> assertThat(text).contains("retention.bytes=1000000", "to -1"));
        assertThat(retention.complaint("events", config(-1, -1, "compact")))
                .hasValueSatisfying(text -> assertThat(text).contains("cleanup.policy to delete"));
    }

    @Test
    void a_retention_too_long_for_a_topic_is_for_ever() {
        LogRetention endless = keeping(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(endless.milliseconds()).isEqualTo(-1);
        assertThat(endless.complaint("events", config(91 * DAY, -1, "delete")))
                .hasValueSatisfying(text -> assertThat(text).contains("set retention.ms to -1"));
    }

    private static LogRetention keeping(Duration time) {
        return new LogRetention(new EventTimeProperties(time, Duration.ofDays(1)));
    }

    private static Config config(long milliseconds, long bytes, String policy) {
        return new Config(List.of(
                new ConfigEntry("retention.ms", Long.toString(milliseconds)),
                new ConfigEntry("retention.bytes", Long.toString(bytes)),
                new ConfigEntry("cleanup.policy", policy)));
    }
}
