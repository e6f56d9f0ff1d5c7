package io.launchlog.publisher;

import io.launchlog.model.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties of Kafka's producer that follow from the settings. */
final class ProducerProperties {

    /** How long one hand-over to Kafka's client may block the delivery thread, which then tries again. */
    static final Duration LONGEST_BLOCK = Duration.ofSeconds(1);

    private static final int LINGER_MILLISECONDS = 5;
    private static final int BATCH_BYTES = 64 * 1024;
    private static final int REQUEST_TIMEOUT_MILLISECONDS = 30_000;

    private ProducerProperties() {}

    static Map<String, Object> of(PublisherSettings settings) {
        int deliveryTimeout = Math.toIntExact(settings.deliveryTimeout().toMillis());
        Map<String, Object> properties = new HashMap<>();
        // LZ4 rather than Zstandard: it falls back to plain Java where native code cannot be loaded (no executable
        // temporary directory, another C library), and an orchestrator must not fail for the sake of its events.
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLISECONDS);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes());
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(REQUEST_TIMEOUT_MILLISECONDS, deliveryTimeout - LINGER_MILLISECONDS));
        properties.putAll(settings.kafkaProperties());

        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // With several, a new topic can take the second request and never the first (KAFKA-15591): it would be lost.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAXIMUM_RECORD_BYTES);
        return properties;
    }
}
