package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** What a topic's retention drops, as it is now. What was dropped by hand, or by another one before, it does not know. */
@Component
class TopicRetention {

    private static final Logger LOG = LoggerFactory.getLogger(TopicRetention.class);
    private static final long TIMEOUT_SECONDS = 30;

    /** The clocks of brokers, of those who write and of this machine differ. */
    private static final Duration SLACK = Duration.ofDays(1);

    private final KafkaAdmin kafkaAdmin;
    private final Clock clock;

    TopicRetention(KafkaAdmin kafkaAdmin, Clock clock) {
        this.kafkaAdmin = kafkaAdmin;
        this.clock = clock;
    }

    /**
     * The earliest timestamp, epoch milliseconds, from which on it drops no record; {@link Long#MIN_VALUE} when it never
     * drops any, {@link Long#MAX_VALUE} when it does not go by time alone or Kafka does not tell.
     */
    long keepsSince(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            return admin
                    .describeConfigs(List.of(resource))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(config -> keepsSince(config, clock.millis()))
                    .max()
                    .orElse(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Verifying was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "How long the topic {} keeps records was not told: {}",
                    topic,
                    e.getCause() == null ? e : e.getCause());
            return Long.MAX_VALUE;
        }
    }

    static long keepsSince(Config config, long now) {
        if (!text(config, TopicConfig.CLEANUP_POLICY_CONFIG).equals(TopicConfig.CLEANUP_POLICY_DELETE)
                || !text(config, TopicConfig.RETENTION_BYTES_CONFIG).startsWith("-")) {
            return Long.MAX_VALUE;
        }
        long kept = Long.parseLong(text(config, TopicConfig.RETENTION_MS_CONFIG));
        return kept < 0 ? Long.MIN_VALUE : now - kept + SLACK.toMillis();
    }

    private static String text(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
