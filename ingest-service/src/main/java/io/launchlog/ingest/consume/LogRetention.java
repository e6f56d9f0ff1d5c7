package io.launchlog.ingest.consume;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How long the log has to keep records so that the index can be rebuilt from it: an event may be in its record that
 * long before it happens, and is kept that long after.
 */
@Component
class LogRetention {

    private static final Logger LOG = LoggerFactory.getLogger(LogRetention.class);
    private static final long TIMEOUT_SECONDS = 30;
    private static final long FOR_EVER = -1;

    private final EventTimeProperties properties;

    LogRetention(EventTimeProperties properties) {
        this.properties = properties;
    }

    /** The value of {@code retention.ms}, in milliseconds; -1, for ever, when it is too long to be said. */
    long milliseconds() {
        try {
            return properties.retention().plus(properties.timeAhead()).toMillis();
        } catch (ArithmeticException e) {
            return FOR_EVER;
        }
    }

    /** Says so when the topic may lose records that the index still has. It is never a reason not to start. */
    void check(String topic, KafkaFuture<Config> config) throws InterruptedException {
        try {
            complaint(topic, config.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).ifPresent(LOG::warn);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "Whether the topic {} keeps records long enough to rebuild the index was not told: {}. It has to"
                            + " have retention.ms={} or more, retention.bytes=-1 and cleanup.policy=delete",
                    topic,
                    e.getCause() == null ? e : e.getCause(),
                    milliseconds());
        }
    }

    /** What is wrong with the configuration of the topic, in one line; empty when nothing is. */
    Optional<String> complaint(String topic, Config config) {
        long needed = milliseconds();
        long kept = number(config, TopicConfig.RETENTION_MS_CONFIG);
        long bytes = number(config, TopicConfig.RETENTION_BYTES_CONFIG);
        StringBuilder wrong = new StringBuilder();
        if (kept >= 0 && (needed == FOR_EVER || kept < needed)) {
            wrong.append("it keeps them for ")
                    .append(readable(Duration.ofMillis(kept)))
                    .append(" (retention.ms=")
                    .append(kept)
                    .append("), the index for ")
                    .append(readable(properties.retention()))
                    .append(" (launchlog.retention); set retention.ms to ")
                    .append(needed)
                    .append(needed == FOR_EVER ? "" : " or more, or to -1")
                    .append(". ");
        }
        if (bytes >= 0) {
            wrong.append("it cuts them by size (retention.bytes=")
                    .append(bytes)
                    .append("); set retention.bytes to -1. ");
        }
        if (text(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            wrong.append(
                    "it keeps only the last record of each service (cleanup.policy); set cleanup.policy to delete. ");
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of("The index could not be rebuilt from the records of the topic " + topic + ": "
                        + wrong.toString().strip());
    }

    private static String readable(Duration duration) {
        long days = duration.toDays();
        return duration.equals(Duration.ofDays(days)) ? days + " days" : duration.toString();
    }

    private static long number(Config config, String name) {
        String value = text(config, name);
        return value.isEmpty() ? FOR_EVER : Long.parseLong(value);
    }

    private static String text(Config config, String name) {
        return config.get(name) == null || config.get(name).value() == null
                ? ""
                : config.get(name).value();
    }
}
