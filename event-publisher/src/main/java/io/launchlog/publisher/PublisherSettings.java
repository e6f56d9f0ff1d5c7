package io.launchlog.publisher;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How an {@link EventPublisher} works. Start from {@link #of} and change what differs.
 *
 * @param bootstrapServers hosts and ports of Kafka, separated by commas
 * @param topic where events go; default {@link Topics#SERVICE_EVENTS}
 * @param source who emits the events: a URI reference of 1 to 512 characters, the CloudEvents attribute of events made
 *     by a {@link DeploymentReporter}
 * @param bufferEvents the most events that may wait for Kafka, 1 to 10,000,000; default 10,000
 * @param bufferBytes the most bytes (key, value and headers) that may wait for Kafka, at least one record of the
 *     largest size, at most 1 TiB; default 32 MiB
 * @param deliveryTimeout how long Kafka may be away before a waiting event is given up, 1 second to 24 days; default 30
 *     minutes. It counts from the hand-over to Kafka's client, and as long at most before that, while the client does
 *     not know the topic
 * @param kafkaProperties further properties of Kafka's producer, such as security, compression or linger; those on which
 *     the publisher's promises rest cannot be set
 */
public record PublisherSettings(
        String bootstrapServers,
        String topic,
        String source,
        int bufferEvents,
        long bufferBytes,
        Duration deliveryTimeout,
        Map<String, String> kafkaProperties) {

    private static final int MOST_EVENTS = 10_000_000;
    private static final long MOST_BYTES = 1L << 40;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(24);

    /** Set by the publisher, because order, no loss or not blocking the caller depend on them. */
    private static final Set<String> OWN_PROPERTIES = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    /** @throws IllegalArgumentException for the first setting that is not allowed; it names the setting */
    public PublisherSettings {
        notBlank("bootstrapServers", bootstrapServers);
        notBlank("topic", topic);
        // The rule of the event itself, so that no reporter fails later.
        source = new EventIdentity(source, "any").source();
        within("bufferEvents", bufferEvents, 1, MOST_EVENTS);
        within("bufferBytes", bufferBytes, Topics.MAXIMUM_RECORD_BYTES, MOST_BYTES);
        if (deliveryTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || deliveryTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("deliveryTimeout is " + deliveryTimeout + "; allowed: "
                    + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
        kafkaProperties = Map.copyOf(kafkaProperties);
        Set<String> taken = new TreeSet<>(kafkaProperties.keySet());
        taken.retainAll(OWN_PROPERTIES);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("kafkaProperties sets " + taken
                    + ", on which the publisher's promises rest; allowed: any other property of Kafka's producer");
        }
    }

    /** The default settings for that Kafka and that source. */
    public static PublisherSettings of(String bootstrapServers, String source) {
        return new PublisherSettings(
                bootstrapServers,
                Topics.SERVICE_EVENTS,
                source,
                10_000,
                32L * 1024 * 1024,
                Duration.ofMinutes(30),
                Map.of());
    }

    /** The same with another topic. */
    public PublisherSettings withTopic(String value) {
        return new PublisherSettings(
                bootstrapServers, value, source, bufferEvents, bufferBytes, deliveryTimeout, kafkaProperties);
    }

    /** The same with another bound of the buffer. */
    public PublisherSettings withBuffer(int events, long bytes) {
        return new PublisherSettings(bootstrapServers, topic, source, events, bytes, deliveryTimeout, kafkaProperties);
    }

    /** The same with another delivery timeout. */
    public PublisherSettings withDeliveryTimeout(Duration value) {
        return new PublisherSettings(
                bootstrapServers, topic, source, bufferEvents, bufferBytes, value, kafkaProperties);
    }

    /** The same with other properties of Kafka's producer; they replace all that were set before. */
    public PublisherSettings withKafkaProperties(Map<String, String> value) {
        return new PublisherSettings(
                bootstrapServers, topic, source, bufferEvents, bufferBytes, deliveryTimeout, value);
    }

    /** Without the values of Kafka's properties, because some are passwords. */
    @Override
    public String toString() {
        return "PublisherSettings[bootstrapServers=" + bootstrapServers + ", topic=" + topic + ", source=" + source
                + ", bufferEvents=" + bufferEvents + ", bufferBytes=" + bufferBytes + ", deliveryTimeout="
                + deliveryTimeout + ", kafkaProperties=" + new TreeSet<>(kafkaProperties.keySet()) + "]";
    }

    private static void notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank; allowed: a value");
        }
    }

    private static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
        }
    }
}
