package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.Events;
import io.launchlog.model.Json;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.Status;
import io.launchlog.model.event.TimeWindow;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonGenerator;

/**
 * What {@code asyncapi.yaml} says is what the code does: each rule is met and broken with a message that is decoded, in
 * both modes. The file is written by hand, in the same commit as the rule.
 */
class AsyncApiTest {

    /** One character, and two chars in Java. */
    private static final String CHARACTER = "\uD83D\uDE80";

    private static final Map<String, Object> DATA = AsyncApi.objectAt("components", "schemas", "data");
    private static final Map<String, Object> BINARY_HEADERS =
            AsyncApi.objectAt("components", "messages", "binary", "headers");
    private static final Map<String, Object> ENVELOPE =
            AsyncApi.objectAt("components", "messages", "structured", "payload");
    private static final Map<String, Object> LETTER_HEADERS =
            AsyncApi.objectAt("components", "messages", "deadLetter", "headers");

    @Test
    void it_is_version_3() {
        assertThat((String) AsyncApi.at("asyncapi")).startsWith("3.");
    }

    @Test
    void the_topics_are_ours() {
        assertThat(AsyncApi.at("channels", "events", "address")).isEqualTo(Topics.SERVICE_EVENTS);
        assertThat(AsyncApi.at("channels", "deadLetters", "address"))
                .isEqualTo(Topics.deadLettersOf(Topics.SERVICE_EVENTS));
        assertThat(topicConfiguration("events")).containsEntry("max.message.bytes", Topics.MAXIMUM_RECORD_BYTES);
        assertThat(topicConfiguration("deadLetters"))
                .containsEntry("max.message.bytes", Topics.MAXIMUM_DEAD_LETTER_BYTES);
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(references(AsyncApi.objectAt("channels"))
                        + references(AsyncApi.objectAt("operations"))
                        + references(AsyncApi.objectAt("components")))
                .isGreaterThan(20);
    }

    @Test
    void the_fields_are_those_that_are_written_and_read() {
        String written = Json.indented(data(encoded()));
        assertThat(AsyncApi.propertiesOf(DATA))
                .allSatisfy(field -> assertThat(written).contains("\n  \"" + field + "\": "));
        assertThat(written.lines().filter(line -> line.matches("  \"\\w+\": .*")))
                .hasSameSizeAs(AsyncApi.propertiesOf(DATA));
        assertThat(AsyncApi.propertiesOf(DATA))
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventData.class.getDeclaredFields())
                        .filter(field -> !field.isSynthetic())
                        .map(Field::getName)
                        .map(AsyncApiTest::wireName)
                        .toList());
    }

    @Test
    void values_are_those_of_the_code() {
        assertValues("event_type", Stream.of(EventType.values()).map(EventType::wireName));
        assertValues("phase", Stream.of(Phase.values()).map(Phase::wireName));
        assertValues("status", Stream.of(Status.values()).map(Status::wireName));
        assertThat(AsyncApi.propertiesOf(DATA).stream()
                        .filter(field -> AsyncApi.property(DATA, field).containsKey("enum")))
                .containsExactlyInAnyOrder("event_type", "phase", "status");
    }

    @Test
    void the_attributes_are_those_that_are_written_and_read() {
        List<String> headers = new ArrayList<>(List.of(ContentType.HEADER));
        Attributes.NAMES.forEach(name -> headers.add(CloudEventDecoder.HEADER_PREFIX + name));
        assertThat(AsyncApi.propertiesOf(BINARY_HEADERS)).containsExactlyInAnyOrderElementsOf(headers);
        assertThat(Stream.of(encoded().headers().toArray()).map(Header::key))
                .containsExactlyInAnyOrderElementsOf(headers);
        List<String> members = new ArrayList<>(List.of("datacontenttype", "data"));
        members.addAll(Attributes.NAMES);
        assertThat(AsyncApi.propertiesOf(ENVELOPE)).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void the_attributes_have_the_same_rules_in_both_modes() {
        for (String name : Attributes.NAMES) {
            assertThat(AsyncApi.property(ENVELOPE, name)).isEqualTo(AsyncApi.property(BINARY_HEADERS, "ce_" + name));
        }
        assertThat(AsyncApi.requiredOf(ENVELOPE))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("data"),
                                AsyncApi.requiredOf(BINARY_HEADERS).stream()
                                        .map(name -> name.substring(CloudEventDecoder.HEADER_PREFIX.length())))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void an_attribute_is_required_or_may_be_absent(Mode mode) {
        for (String name : Attributes.NAMES) {
            Message message = Message.full().withoutAttribute(name);
            if (AsyncApi.requiredOf(ENVELOPE).contains(name)) {
                assertThat(message.refused(mode).reason()).isEqualTo(DeadLetterReason.NOT_CLOUDEVENT);
            } else {
                message.accepted(mode);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_attribute_has_its_value_its_length_or_its_format(Mode mode) {
        assertThat(AsyncApi.property(ENVELOPE, "specversion").get("const"))
                .isEqualTo(CloudEventDecoder.SPECIFICATION_VERSION);
        assertThat(AsyncApi.property(ENVELOPE, "type").get("const")).isEqualTo(CloudEventDecoder.TYPE);
        Map<String, Object> source = AsyncApi.property(ENVELOPE, "source");
        int longest = (Integer) source.get("maxLength");
        Message.full().attribute("source", "a".repeat(longest)).accepted(mode);
        assertThat(Message.full()
                        .attribute("source", "a".repeat(longest + 1))
                        .refused(mode)
                        .field())
                .isEqualTo("source");
        Map<String, Object> id = AsyncApi.property(ENVELOPE, "id");
        longest = (Integer) id.get("maxLength");
        Message.full().attribute("id", CHARACTER.repeat(longest)).accepted(mode);
        assertThat(Message.full()
                        .attribute("id", CHARACTER.repeat(longest + 1))
                        .refused(mode)
                        .field())
                .isEqualTo("id");
        assertThat(List.of(source.get("minLength"), id.get("minLength"))).containsOnly(1);
        assertFormat("source", "uri-reference", "no reference", mode);
        assertFormat("time", "date-time", "yesterday", mode);
    }

    @Test
    void content_types_are_those_of_the_code() {
        assertThat(AsyncApi.at("components", "messages", "binary", "contentType"))
                .isEqualTo(ContentType.JSON);
        Map<String, Object> headers = AsyncApi.objectAt("components", "messages", "structured", "headers");
        assertThat(AsyncApi.property(headers, ContentType.HEADER).get("const")).isEqualTo(ContentType.STRUCTURED_JSON);
    }

    @Test
    void the_headers_and_reasons_of_dead_letters_are_those_of_the_code() {
        assertThat(AsyncApi.propertiesOf(LETTER_HEADERS))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(DeadLetterHeaders.NAMES));
        assertThat(AsyncApi.requiredOf(LETTER_HEADERS))
                .containsExactlyInAnyOrderElementsOf(DeadLetterHeaders.NAMES.stream()
                        .filter(name -> !List.of(
                                        DeadLetterHeaders.FIELD,
                                        DeadLetterHeaders.REPLAYED_FROM,
                                        DeadLetterHeaders.FIRST_ORIGINAL)
                                .contains(name))
                        .toList());
        assertThat(AsyncApi.texts(AsyncApi.property(LETTER_HEADERS, DeadLetterHeaders.REASON)
                        .get("enum")))
                .containsExactlyElementsOf(Stream.of(DeadLetterReason.values())
                        .map(DeadLetterReason::wireName)
                        .toList());
        assertThat(AsyncApi.property(LETTER_HEADERS, DeadLetterHeaders.DETAIL))
                .containsEntry("maxLength", DeadLetterHeaders.MAXIMUM_DETAIL_LENGTH);
    }

    @Test
    void examples_are_events() {
        for (String mode : List.of("binary", "structured")) {
            for (Object example : (List<?>) AsyncApi.at("components", "messages", mode, "examples")) {
                Headers headers = new RecordHeaders();
                AsyncApi.object(AsyncApi.object(example).get("headers"))
                        .forEach((name, value) ->
                                headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8)));
                String value = Json.written(
                        json -> write(json, AsyncApi.object(example).get("payload")));
                assertThat(new CloudEventDecoder(TimeWindow.DEFAULT)
                                .decode(headers, value.getBytes(StandardCharsets.UTF_8), Message.RECORD_TIMESTAMP))
                        .isInstanceOf(Decoded.Accepted.class);
            }
        }
    }

    private static void assertFormat(String attribute, String format, String wrong, Mode mode) {
        assertThat(AsyncApi.property(ENVELOPE, attribute)).containsEntry("format", format);
        assertThat(Message.full().attribute(attribute, wrong).refused(mode).field())
                .isEqualTo(attribute);
    }

    private static void assertValues(String field, Stream<String> values) {
        assertThat(AsyncApi.texts(AsyncApi.property(DATA, field).get("enum")))
                .containsExactlyElementsOf(values.toList());
    }

    private static Map<String, Object> topicConfiguration(String channel) {
        return AsyncApi.objectAt("channels", channel, "bindings", "kafka", "topicConfiguration");
    }

    private static ProducerRecord<byte[], byte[]> encoded() {
        return new CloudEventEncoder(Topics.SERVICE_EVENTS).encode(Events.full().build());
    }

    private static String data(ProducerRecord<byte[], byte[]> message) {
        return new String(message.value(), StandardCharsets.UTF_8);
    }

    /** {@code event_info} for {@code eventInfo}. */
    private static String wireName(String javaName) {
        return javaName.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** How many there are; one that leads nowhere fails. */
    private static int references(Object value) {
        return switch (value) {
            case Map<?, ?> object
            when object.get("$ref") instanceof String reference -> {
                AsyncApi.at(reference.substring("#/".length()).split("/"));
                yield 1;
            }
            case Map<?, ?> object ->
                object.values().stream().mapToInt(AsyncApiTest::references).sum();
            case List<?> list ->
                list.stream().mapToInt(AsyncApiTest::references).sum();
            case null, default -> 0;
        };
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                json.writeStartObject();
                object.forEach((name, member) -> {
                    json.writeName((String) name);
                    write(json, member);
                });
                json.writeEndObject();
            }
            case Number number -> json.writeNumber(number.longValue());
            default -> json.writeString((String) value);
        }
    }
}
