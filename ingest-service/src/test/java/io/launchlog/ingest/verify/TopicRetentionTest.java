package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class TopicRetentionTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NOW = 100 * DAY;

    @Test
    void a_topic_that_goes_by_time_keeps_what_is_younger_with_a_day_for_clocks_that_differ() {
        assertThat(TopicRetention.keepsSince(config(91, "-1", "delete"), NOW)).isEqualTo(10 * DAY);
        assertThat(TopicRetention.keepsSince(config(1000, "-1", "delete"), NOW)).isEqualTo(-899 * DAY);
    }

    @Test
    void a_topic_without_end_keeps_all() {
        Config endless = new Config(List.of(
                new ConfigEntry("retention.ms", "-1"),
                new ConfigEntry("retention.bytes", "-1"),
                new ConfigEntry("cleanup.policy", "delete")));
        assertThat(TopicRetention.keepsSince(endless, NOW)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void of_a_topic_that_goes_by_size_or_by_key_too_no_timestamp_says_what_is_kept() {
        assertThat(TopicRetention.keepsSince(config(91, "1000000", "delete"), NOW))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(TopicRetention.keepsSince(config(91, "-1", "compact,delete"), NOW))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(TopicRetention.keepsSince(new Config(List.of()), NOW)).isEqualTo(Long.MAX_VALUE);
    }

    private static Config config(long days, String bytes, String policy) {
        return new Config(List.of(
                new ConfigEntry("retention.ms", Long.toString(days * DAY)),
                new ConfigEntry("retention.bytes", bytes),
                new ConfigEntry("cleanup.policy", policy)));
    }
}
