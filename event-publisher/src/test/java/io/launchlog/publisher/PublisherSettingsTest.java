package io.launchlog.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.launchlog.model.wire.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherSettingsTest {

    private static final PublisherSettings DEFAULTS = PublisherSettings.of("kafka:9092", "/orchestrator");

    @Test
    void hasDefaultsForAllButKafkaAndTheSource() {
        assertThat(DEFAULTS)
                .isEqualTo(new PublisherSettings(
                        "kafka:9092",
                        "launchlog.service-events.v1",
                        "/orchestrator",
                        10_000,
                        33_554_432,
                        Duration.ofMinutes(30),
                        Map.of()));
    }

    @Test
    void changesOneSettingAndKeepsTheOthers() {
        PublisherSettings all = DEFAULTS.withTopic("other")
                .withBuffer(7, 2_000_000)
                .withDeliveryTimeout(Duration.ofHours(2))
                .withKafkaProperties(Map.of("linger.ms", "0"));
        assertThat(all)
                .isEqualTo(new PublisherSettings(
                        "kafka:9092",
                        "other",
                        "/orchestrator",
                        7,
                        2_000_000,
                        Duration.ofHours(2),
                        Map.of("linger.ms", "0")));
    }

    @Test
    void namesWhatIsWrong() {
        refused(() -> PublisherSettings.of(" ", "/orchestrator"), "bootstrapServers is blank; allowed: a value");
        refused(() -> DEFAULTS.withTopic(""), "topic is blank; allowed: a value");
        refused(
                () -> PublisherSettings.of("kafka:9092", "not a URI"),
                "source is \"not a URI\"; allowed: a URI reference (RFC 3986) of 1 to 512 characters");
        refused(() -> DEFAULTS.withBuffer(0, 2_000_000), "bufferEvents is 0; allowed: 1 to 10000000");
        refused(
                () -> DEFAULTS.withBuffer(1, 1000),
                "bufferBytes is 1000; allowed: " + Topics.MAXIMUM_RECORD_BYTES + " to 1099511627776");
        refused(
                () -> DEFAULTS.withDeliveryTimeout(Duration.ofMillis(999)),
                "deliveryTimeout is PT0.999S; allowed: PT1S to PT576H");
        refused(
                () -> DEFAULTS.withDeliveryTimeout(Duration.ofDays(25)),
                "deliveryTimeout is PT600H; allowed: PT1S to PT576H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks", "enable.idempotence", "max.block.ms", "retries", "key.serializer"})
    void refusesAPropertyOnWhichItsPromisesRest(String property) {
        refused(
                () -> DEFAULTS.withKafkaProperties(Map.of(property, "0", "linger.ms", "0")),
                "kafkaProperties sets [" + property
                        + "], on which the publisher's promises rest; allowed: any other property of Kafka's producer");
    }

    @Test
    void doesNotShowThePasswordsAmongKafkasProperties() {
        assertThat(DEFAULTS.withKafkaProperties(Map.of("sasl.jaas.config", "password=secret")))
                .hasToString("PublisherSettings[bootstrapServers=kafka:9092, topic=launchlog.service-events.v1,"
                        + " source=/orchestrator, bufferEvents=10000, bufferBytes=33554432, deliveryTimeout=PT30M,"
                        + " kafkaProperties=[sasl.jaas.config]]");
    }

    @Test
    void keepsKafkasOwnRulesForTheShortestAndTheLongestTimeout() {
        for (Duration timeout : new Duration[] {Duration.ofSeconds(1), Duration.ofDays(24)}) {
            Map<String, Object> properties = ProducerProperties.of(DEFAULTS.withDeliveryTimeout(timeout));
            int request = (int) properties.get(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
            int linger = (int) properties.get(ProducerConfig.LINGER_MS_CONFIG);
            assertThat((int) properties.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))
                    .isEqualTo((int) timeout.toMillis())
                    .isGreaterThanOrEqualTo(request + linger);
        }
    }

    @Test
    void letsTheCallerChooseCompressionAndSecurity() {
        Map<String, Object> properties = ProducerProperties.of(
                DEFAULTS.withKafkaProperties(Map.of("compression.type", "zstd", "security.protocol", "SSL")));
        assertThat(properties)
                .containsEntry("compression.type", "zstd")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable settings, String message) {
        assertThatIllegalArgumentException().isThrownBy(settings).withMessage(message);
    }
}
