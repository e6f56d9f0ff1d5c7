package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** What {@code ingest-service.yaml} tells Kafka's consumers, those of the commands too. */
class ConsumerSettingsTest {

    @Test
    void a_connection_may_be_idle_for_longer_than_a_rebalance_may_wait_for_a_member() throws IOException {
        assertThat(milliseconds(ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG))
                .isGreaterThan(milliseconds(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
    }

    private static int milliseconds(String name) throws IOException {
        PropertySource<?> settings = new YamlPropertySourceLoader()
                .load("ingest-service", new ClassPathResource("ingest-service.yaml"))
                .getFirst();
        return Integer.parseInt(String.valueOf(settings.getProperty("spring.kafka.consumer.properties." + name)));
    }
}
