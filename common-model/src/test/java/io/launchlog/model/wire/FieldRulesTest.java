package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static io.launchlog.model.wire.DeadLetterReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the table of contract section 1, broken once, in both modes. */
class FieldRulesTest {

    /** U+1F680, four bytes in UTF-8 and two chars in Java. */
    private static final String FOUR_BYTES = "\uD83D\uDE80";

    private static final String WHITE_SPACE =
            "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
                    + "\u2028\u2029\u202F\u205F\u3000";

    private static final List<String> SHORT_TEXTS =
            List.of("model", "model_version", "instance_id", "node", "image", "error_code");

    record Broken(String name, UnaryOperator<Message> change, DeadLetterReason reason, String field) {

        static Broken field(String field, String problem, UnaryOperator<Message> change) {
            return new Broken(field + " " + problem, change, INVALID_FIELD, field);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenInBothModes")
    void aBrokenRuleIsRefusedWithItsReasonAndField(Mode mode, Broken rule) {
        Decoded.Refused refused = rule.change().apply(Message.full()).refused(mode);
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(rule.reason());
        if (rule.reason() == INVALID_FIELD) {
            assertThat(refused.detail()).startsWith(rule.field() + " ").contains("; allowed: ");
        }
    }

    static Stream<Arguments> brokenInBothModes() {
        List<Broken> rules = new ArrayList<>();
        for (String required : List.of("project_id", "service_id", "service_name", "event_info")) {
            rules.add(Broken.field(required, "missing", message -> message.without(required)));
            rules.add(Broken.field(required, "null", message -> message.json(required, "null")));
            rules.add(Broken.field(required, "empty", message -> message.string(required, "")));
        }
        for (String id : List.of("project_id", "service_id")) {
            rules.add(Broken.field(id, "of 65 characters", message -> message.string(id, "a".repeat(65))));
            for (String value : List.of(".", "..", "a/b", "a b", "ä", "a\u0000", "a\n", "a%2F", FOUR_BYTES, "٣")) {
                rules.add(Broken.field(id, "with " + printable(value), message -> message.string(id, value)));
            }
        }
        rules.add(Broken.field(
                "service_name", "of 129 characters", message -> message.string("service_name", "a".repeat(129))));
        rules.add(Broken.field(
                "service_name",
                "of 129 four-byte characters",
                message -> message.string("service_name", FOUR_BYTES.repeat(129))));
        for (String control : List.of("\u0000", "\n", "\t", "\u001F", "\u007F", "\u0085", "\u009F")) {
            rules.add(Broken.field(
                    "service_name",
                    "with the control character " + printable(control),
                    message -> message.string("service_name", "a" + control + "b")));
            rules.add(Broken.field(
                    "labels",
                    "with the control character in a key " + printable(control),
                    message -> message.json("labels", "{" + Message.quoted("a" + control) + ":\"b\"}")));
        }
        for (String blank : List.of(" ", "\u00A0", "\u2003\u3000")) {
            rules.add(Broken.field(
                    "service_name", "blank " + printable(blank), message -> message.string("service_name", blank)));
            rules.add(Broken.field(
                    "labels",
                    "with a blank key " + printable(blank),
                    message -> message.json("labels", "{" + Message.quoted(blank) + ":\"b\"}")));
        }
        WHITE_SPACE
                .codePoints()
                .mapToObj(Character::toString)
                .forEach(blank -> rules.add(Broken.field(
                        "event_info",
                        "of White_Space only " + printable(blank),
                        message -> message.string("event_info", blank.repeat(3)))));
        rules.add(
                Broken.field("event_info", "of all White_Space", message -> message.string("event_info", WHITE_SPACE)));
        rules.add(Broken.field(
                "event_info", "of 8193 characters", message -> message.string("event_info", "a".repeat(8193))));
        rules.add(Broken.field(
                "event_info",
                "of 8193 four-byte characters",
                message -> message.string("event_info", FOUR_BYTES.repeat(8193))));
        for (String field :
                List.of("service_name", "event_info", "deployment_id", "model", "model_version", "instance_id")) {
            for (String surrogate : List.of("\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x", "\\ud83d\\ud83d")) {
                rules.add(Broken.field(
                        field,
                        "with the lone surrogate " + surrogate,
                        message -> message.json(field, "\"a" + surrogate + "\"")));
            }
        }
        rules.add(Broken.field(
                "labels", "with a lone surrogate in a key", message -> message.json("labels", "{\"\\ud800\":\"b\"}")));
        rules.add(Broken.field(
                "labels",
                "with a lone surrogate in a value",
                message -> message.json("labels", "{\"a\":\"\\udfff\"}")));

        for (String value : List.of("", "Normal", "ABNORMAL", "warning", " normal")) {
            rules.add(Broken.field("event_type", "'" + value + "'", message -> message.string("event_type", value)));
        }
        for (String value : List.of("", "image-building", "IMAGE_BUILDING", "stopping")) {
            rules.add(Broken.field("phase", "'" + value + "'", message -> message.string("phase", value)));
        }
        for (String value : List.of("", "Failed", "running")) {
            rules.add(Broken.field("status", "'" + value + "'", message -> message.string("status", value)));
        }
        rules.add(Broken.field("deployment_id", "empty", message -> message.string("deployment_id", "")));
        rules.add(Broken.field(
                "deployment_id", "of 65 characters", message -> message.string("deployment_id", "a".repeat(65))));
        rules.add(Broken.field(
                "deployment_id",
                "of 65 four-byte characters",
                message -> message.string("deployment_id", FOUR_BYTES.repeat(65))));
        for (String field : SHORT_TEXTS) {
            rules.add(Broken.field(field, "of 257 characters", message -> message.string(field, "a".repeat(257))));
        }

        for (String field : List.of("occur_time", "sequence")) {
            for (String number : List.of(
                    "1.0",
                    "1790000000000.0",
                    "1e3",
                    "1E0",
                    "1.79e12",
                    "-1.0",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "99999999999999999999",
                    "1" + "0".repeat(400),
                    "1e400",
                    "\"1790000000000\"",
                    "\"\"",
                    "true",
                    "false",
                    "[]",
                    "[1]",
                    "{}",
                    "{\"a\":[1]}")) {
                rules.add(Broken.field(field, "is " + printable(number), message -> message.json(field, number)));
            }
        }
        for (String number : List.of("-1", "-9223372036854775808")) {
            rules.add(Broken.field("sequence", "is " + number, message -> message.json("sequence", number)));
        }
        rules.add(Broken.field(
                "occur_time",
                "missing without time",
                message -> message.without("occur_time").withoutAttribute("time")));
        rules.add(Broken.field(
                "occur_time",
                "null without time",
                message -> message.json("occur_time", "null").withoutAttribute("time")));

        List<String> strings = new ArrayList<>(List.of(
                "project_id",
                "service_id",
                "service_name",
                "event_info",
                "event_type",
                "deployment_id",
                "phase",
                "status"));
        strings.addAll(SHORT_TEXTS);
        for (String field : strings) {
            for (String value : List.of("1", "1.5", "true", "false", "[]", "[\"a\"]", "{}", "{\"a\":{\"b\":[]}}")) {
                rules.add(Broken.field(field, "is " + value, message -> message.json(field, value)));
            }
        }

        for (String value : List.of("\"a\"", "1", "true", "[]", "[{\"a\":\"b\"}]")) {
            rules.add(Broken.field("labels", "is " + value, message -> message.json("labels", value)));
        }
        for (String value : List.of("null", "1", "1.5", "true", "[]", "[\"a\"]", "{}", "{\"b\":\"c\"}")) {
            rules.add(Broken.field(
                    "labels",
                    "with a value that is " + value,
                    message -> message.json("labels", "{\"x\":\"y\",\"a\":" + value + ",\"z\":\"z\"}")));
        }
        rules.add(Broken.field("labels", "with 33 entries", message -> message.json("labels", labels(33))));
        rules.add(Broken.field("labels", "with an empty key", message -> message.json("labels", "{\"\":\"a\"}")));
        rules.add(Broken.field(
                "labels",
                "with a key of 129 characters",
                message -> message.json("labels", "{\"" + "k".repeat(129) + "\":\"a\"}")));
        rules.add(Broken.field(
                "labels",
                "with a value of 257 characters",
                message -> message.json("labels", "{\"k\":\"" + "a".repeat(257) + "\"}")));
        rules.add(new Broken(
                "a label given twice",
                message -> message.json("labels", "{\"a\":\"1\",\"b\":\"2\",\"a\":\"1\"}"),
                MALFORMED,
                "labels"));
        return inBothModes(rules);
    }

    private static Stream<Arguments> inBothModes(List<?> rules) {
        return rules.stream().flatMap(rule -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, rule)));
    }

    private static String labels(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":\"v" + i + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String printable(String text) {
        String shown = text.codePoints()
                .limit(24)
                .mapToObj(c -> c > 0x20 && c < 0x7F ? Character.toString(c) : String.format("<%X>", c))
                .collect(Collectors.joining());
        return shown + (text.length() > 24 ? "... " + text.length() : "");
    }
}
