package io.launchlog.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.launchlog.model.EventArbitraries;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.TimeWindow;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The official SDK reads what we write, and we read what it writes, in both modes. */
class SdkInteroperabilityTest {

    private static final CloudEventEncoder ENCODER = new CloudEventEncoder(Topics.SERVICE_EVENTS);
    private static final CloudEventDecoder DECODER = new CloudEventDecoder(TimeWindow.DEFAULT);

    @Property(tries = 200)
    void theSdkReadsWhatWeWrite(@ForAll("events") ServiceEvent event) {
        ProducerRecord<byte[], byte[]> message = ENCODER.encode(event);
        MessageReader reader = KafkaMessageFactory.createReader(message.headers(), message.value());
        assertThat(reader.getEncoding()).isEqualTo(io.cloudevents.core.message.Encoding.BINARY);

        CloudEvent read = reader.toEvent();
        assertThat(read.getSpecVersion()).hasToString("1.0");
        assertThat(read.getType()).isEqualTo("io.launchlog.service.event.v1");
        assertThat(read.getSource()).hasToString(event.identity().source());
        assertThat(read.getId()).isEqualTo(event.identity().id());
        assertThat(read.getTime().toInstant()).isEqualTo(Instant.ofEpochMilli(event.occurTime()));
        assertThat(read.getSubject()).isEqualTo(event.carried().subject());
        assertThat(read.getExtension("partitionkey")).isEqualTo(event.carried().partitionKey());
        assertThat(read.getExtension("traceparent")).isEqualTo(event.carried().traceparent());
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getData().toBytes()).isEqualTo(message.value());
    }

    @Property(tries = 200)
    void weReadWhatTheSdkWrites(@ForAll Mode mode, @ForAll("events") ServiceEvent event) {
        CloudEvent written = sdkEvent(event, "application/json");
        ProducerRecord<Void, byte[]> message = write(mode, written);
        assertThat(DECODER.decode(message.headers(), message.value(), event.occurTime()))
                .isEqualTo(new Decoded.Accepted(event));
    }

    @Example
    void theTimeOfTheSdkStandsInForAnOccurTime() {
        CloudEvent written = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("urn:x"))
                .withType(CloudEventDecoder.TYPE)
                .withTime(OffsetDateTime.of(2026, 9, 21, 16, 13, 20, 123_456_789, ZoneOffset.ofHours(2)))
                .withExtension("extra", 5)
                .withData(
                        "application/json; charset=utf-8",
                        "{\"project_id\":\"p\",\"service_id\":\"s\",\"service_name\":\"n\",\"event_info\":\"i\"}"
                                .getBytes(UTF_8))
                .build();
        for (Mode mode : Mode.values()) {
            ProducerRecord<Void, byte[]> message = write(mode, written);
            assertThat(DECODER.decode(message.headers(), message.value(), Message.RECORD_TIMESTAMP))
                    .isInstanceOfSatisfying(
                            Decoded.Accepted.class,
                            accepted -> assertThat(accepted.event().occurTime()).isEqualTo(1_790_000_000_123L));
        }
    }

    @Provide
    Arbitrary<ServiceEvent> events() {
        return EventArbitraries.events();
    }

    private static ProducerRecord<Void, byte[]> write(Mode mode, CloudEvent event) {
        var writer = KafkaMessageFactory.createWriter("topic");
        return mode == Mode.BINARY ? writer.writeBinary(event) : writer.writeStructured(event, new JsonFormat());
    }

    private static CloudEvent sdkEvent(ServiceEvent event, String contentType) {
        io.cloudevents.core.v1.CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.identity().id())
                .withSource(URI.create(event.identity().source()))
                .withType(CloudEventDecoder.TYPE)
                .withTime(Instant.ofEpochMilli(event.occurTime()).atOffset(ZoneOffset.UTC))
                .withData(contentType, ENCODER.encode(event).value());
        if (event.carried().subject() != null) {
            builder.withSubject(event.carried().subject());
        }
        if (event.carried().partitionKey() != null) {
            builder.withExtension("partitionkey", event.carried().partitionKey());
        }
        if (event.carried().traceparent() != null) {
            builder.withExtension("traceparent", event.carried().traceparent());
        }
        return builder.build();
    }
}
