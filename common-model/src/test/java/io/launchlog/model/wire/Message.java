package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** A message on the topic, still to be spoilt and then to be written in either mode. */
final class Message {

    static final long RECORD_TIMESTAMP = 1_790_000_000_000L;
    static final String SOURCE = "/orchestrator/eu-1";

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> data = new LinkedHashMap<>();
    private final Map<String, byte[]> rawHeaders = new LinkedHashMap<>();
    private String rawMember = "";
    private @Nullable String rawData;
    private UnaryOperator<String> text = UnaryOperator.identity();
    private UnaryOperator<byte[]> bytes = UnaryOperator.identity();
    private long recordTimestamp = RECORD_TIMESTAMP;

    private Message() {}

    /** Only what is required. */
    static Message minimal() {
        return new Message()
                .attribute("specversion", "1.0")
                .attribute("type", "io.launchlog.service.event.v1")
                .attribute("source", SOURCE)
                .attribute("id", "e-1")
                .string("project_id", "p1")
                .string("service_id", "s1")
                .string("service_name", "resnet")
                .string("event_info", "pulling model image")
                .json("occur_time", Long.toString(RECORD_TIMESTAMP));
    }

    /** Every field and attribute. */
    static Message full() {
        return minimal()
                .attribute("time", "2026-09-21T14:13:20Z")
                .attribute("subject", "resnet")
                .attribute("partitionkey", "p1/s1")
                .attribute("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .string("event_type", "abnormal")
                .string("deployment_id", "d-7")
                .string("phase", "image_pulling")
                .string("status", "failed")
                .json("sequence", "12")
                .string("model", "resnet-50")
                .string("model_version", "0.0.1")
                .string("instance_id", "i-1")
                .string("node", "node-a")
                .string("image", "registry.local:5000/tf/serving:2.19")
                .string("error_code", "ImagePullBackOff")
                .json("labels", "{\"app\":\"a\",\"app.kubernetes.io/name\":\"b\"}");
    }

    Message attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    Message withoutAttribute(String name) {
        attributes.remove(name);
        return this;
    }

    /** A header of the binary mode as it is. */
    Message header(String name, byte[] value) {
        rawHeaders.put(name, value);
        return this;
    }

    Message contentType(String value) {
        return header("content-type", value.getBytes(StandardCharsets.UTF_8));
    }

    Message string(String field, String value) {
        return json(field, quoted(value));
    }

    /** A field of data, as JSON text. */
    Message json(String field, String json) {
        data.put(field, json);
        return this;
    }

    Message without(String field) {
        data.remove(field);
        return this;
    }

    /** Text put behind the last member of data, as it is. */
    Message rawMember(String json) {
        rawMember = json;
        return this;
    }

    /** The JSON text of data, in place of the fields. */
    Message data(String json) {
        rawData = json;
        return this;
    }

    /** A last change to the whole value, as text. */
    Message text(UnaryOperator<String> change) {
        text = change;
        return this;
    }

    /** A last change to the whole value, as bytes. */
    Message bytes(UnaryOperator<byte[]> change) {
        bytes = change;
        return this;
    }

    Message recordTimestamp(long value) {
        recordTimestamp = value;
        return this;
    }

    byte[] value(Mode mode) {
        String json = mode == Mode.BINARY ? dataText() : envelope();
        return bytes.apply(text.apply(json).getBytes(StandardCharsets.UTF_8));
    }

    Headers headers(Mode mode) {
        Headers headers = new RecordHeaders();
        if (mode == Mode.BINARY) {
            attributes.forEach((name, value) -> headers.add("ce_" + name, value.getBytes(StandardCharsets.UTF_8)));
        } else {
            headers.add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        }
        rawHeaders.forEach((name, value) -> headers.remove(name).add(name, value));
        return headers;
    }

    Decoded decode(Mode mode) {
        return new CloudEventDecoder(TimeWindow.DEFAULT).decode(headers(mode), value(mode), recordTimestamp);
    }

    /** The event, which this message has to hold. */
    ServiceEvent accepted(Mode mode) {
        return assertThat(decode(mode))
                .asInstanceOf(type(Decoded.Accepted.class))
                .actual()
                .event();
    }

    /** Why this message is refused, which it has to be. */
    Decoded.Refused refused(Mode mode) {
        Decoded.Refused refused = assertThat(decode(mode))
                .asInstanceOf(type(Decoded.Refused.class))
                .actual();
        assertThat(refused.detail()).isNotBlank().hasSizeLessThanOrEqualTo(DeadLetterHeaders.MAXIMUM_DETAIL_LENGTH);
        return refused;
    }

    private String dataText() {
        if (rawData != null) {
            return rawData;
        }
        return data.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", rawMember + "}"));
    }

    private String envelope() {
        return attributes.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()) + ",")
                .collect(Collectors.joining("", "{", "\"data\":" + dataText() + "}"));
    }

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
