package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code asyncapi.yaml} says of the fields of {@code data}, each rule met and broken. */
class AsyncApiFieldsTest {

    /** One character, and two chars in Java. */
    private static final String CHARACTER = "\uD83D\uDE80";

    private static final Map<String, Object> DATA = AsyncApi.objectAt("components", "schemas", "data");

    static Stream<Arguments> fields() {
        return AsyncApi.propertiesOf(DATA).stream()
                .flatMap(field -> Stream.of(Mode.values()).map(mode -> Arguments.of(field, mode)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_field_is_required_or_may_be_absent_and_null(String field, Mode mode) {
        boolean required = AsyncApi.requiredOf(DATA).contains(field);
        assertThat(types(AsyncApi.property(DATA, field)).contains("null")).isEqualTo(!required);
        for (Message message :
                List.of(Message.full().without(field), Message.full().json(field, "null"))) {
            if (required) {
                assertThat(message.refused(mode).field()).isEqualTo(field);
            } else {
                message.accepted(mode);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_field_has_its_type(String field, Mode mode) {
        List<String> types = types(AsyncApi.property(DATA, field));
        Map<String, String> values = Map.of("string", "\"0\"", "integer", "0", "object", "{}", "array", "[]");
        values.forEach((type, value) -> {
            if (!types.contains(type)) {
                assertThat(Message.full().json(field, value).refused(mode).field())
                        .isEqualTo(field);
            }
        });
        assertThat(types).containsAnyOf("string", "integer", "object");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_text_has_its_length(String field, Mode mode) {
        Map<String, Object> schema = AsyncApi.property(DATA, field);
        if (types(schema).contains("string") && !schema.containsKey("enum") && !schema.containsKey("pattern")) {
            assertLength(schema, length -> Message.full().string(field, CHARACTER.repeat(length)), field, mode);
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_text_matches_its_pattern(String field, Mode mode) {
        if (AsyncApi.property(DATA, field).get("pattern") instanceof String pattern) {
            List<String> texts =
                    new ArrayList<>(List.of("", ".", "..", "...", "..a", "a".repeat(64), "a".repeat(65), CHARACTER));
            IntStream.range(0, 0x100).forEach(c -> texts.add("a" + (char) c + "b"));
            for (String text : texts) {
                Message message = Message.full().string(field, text);
                if (text.matches(pattern)) {
                    message.accepted(mode);
                } else {
                    assertThat(message.refused(mode).field()).as(text).isEqualTo(field);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_number_has_its_bounds(String field, Mode mode) {
        Map<String, Object> schema = AsyncApi.property(DATA, field);
        if (types(schema).contains("integer")) {
            long minimum = ((Number) schema.get("minimum")).longValue();
            number(field, minimum).accepted(mode);
            assertThat(number(field, minimum - 1).refused(mode).field()).isEqualTo(field);
            if (schema.get("maximum") instanceof Number maximum) {
                number(field, maximum.longValue()).accepted(mode);
                assertThat(number(field, maximum.longValue() + 1).refused(mode).field())
                        .isEqualTo(field);
            } else {
                number(field, Long.MAX_VALUE).accepted(mode);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void labels_have_their_bounds(Mode mode) {
        Map<String, Object> schema = AsyncApi.property(DATA, "labels");
        int most = (Integer) schema.get("maxProperties");
        labels(most).accepted(mode);
        assertThat(labels(most + 1).refused(mode).field()).isEqualTo("labels");
        assertLength(
                AsyncApi.object(schema.get("propertyNames")),
                length -> label(CHARACTER.repeat(length), "value"),
                "labels",
                mode);
        assertLength(
                AsyncApi.object(schema.get("additionalProperties")),
                length -> label("key", CHARACTER.repeat(length)),
                "labels",
                mode);
    }

    private static void assertLength(
            Map<String, Object> schema, Function<Integer, Message> messages, String field, Mode mode) {
        int shortest = (Integer) schema.getOrDefault("minLength", 0);
        int longest = (Integer) schema.get("maxLength");
        messages.apply(shortest).accepted(mode);
        messages.apply(longest).accepted(mode);
        assertThat(messages.apply(longest + 1).refused(mode).field()).isEqualTo(field);
        if (shortest > 0) {
            assertThat(messages.apply(shortest - 1).refused(mode).field()).isEqualTo(field);
        }
    }

    /** An occur time comes with a record of that time, or it would be out of range. */
    private static Message number(String field, long value) {
        Message message = Message.full().json(field, Long.toString(value));
        return field.equals("occur_time") ? message.recordTimestamp(value) : message;
    }

    private static Message labels(int count) {
        return Message.full()
                .json(
                        "labels",
                        IntStream.range(0, count)
                                .mapToObj(i -> "\"k" + i + "\":\"v\"")
                                .collect(Collectors.joining(",", "{", "}")));
    }

    private static Message label(String key, String value) {
        return Message.full().json("labels", "{" + Message.quoted(key) + ":" + Message.quoted(value) + "}");
    }

    private static List<String> types(Map<String, Object> schema) {
        Object type = schema.get("type");
        return type instanceof String text ? List.of(text) : AsyncApi.texts(type);
    }
}
