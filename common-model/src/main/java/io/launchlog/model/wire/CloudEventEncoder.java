package io.launchlog.model.wire;

import io.launchlog.model.event.ServiceEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes events as Kafka records: CloudEvents 1.0 in binary mode (contract section 1). May be shared by threads. */
public final class CloudEventEncoder {

    private static final JsonFactory JSON = new JsonFactory();

    private final String topic;

    /** @param topic where the records are to go */
    public CloudEventEncoder(String topic) {
        this.topic = topic;
    }

    /**
     * The record of that event: its key keeps the events of a service in order, its partition and timestamp are left to
     * the producer.
     */
    public ProducerRecord<byte[], byte[]> encode(ServiceEvent event) {
        return encode(event, Map.of());
    }

    /**
     * The same within a trace.
     *
     * @param trace the attributes of CloudEvents' extension for distributed tracing, {@code traceparent} and perhaps
     *     {@code tracestate}; they are written when the event has no {@code traceparent} of its own
     */
    public ProducerRecord<byte[], byte[]> encode(ServiceEvent event, Map<String, String> trace) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, event.service().path().getBytes(StandardCharsets.UTF_8), data(event));
        Headers headers = message.headers();
        headers.add(ContentType.HEADER, ContentType.JSON.getBytes(StandardCharsets.UTF_8));
        attribute(headers, "specversion", CloudEventDecoder.SPECIFICATION_VERSION);
        attribute(headers, "type", CloudEventDecoder.TYPE);
        attribute(headers, "source", event.identity().source());
        attribute(headers, "id", event.identity().id());
        attribute(headers, "time", Instant.ofEpochMilli(event.occurTime()).toString());
        attribute(headers, "subject", event.carried().subject());
        attribute(headers, "partitionkey", event.carried().partitionKey());
        if (event.carried().traceparent() == null) {
            trace.forEach((name, value) -> attribute(headers, name, value));
        } else {
            attribute(headers, "traceparent", event.carried().traceparent());
        }
        return message;
    }

    private static void attribute(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(CloudEventDecoder.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] data(ServiceEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            EventFields.write(event, json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
