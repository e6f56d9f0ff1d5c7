package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the table of contract section 1, met at its bound, in both modes. */
class FieldBoundsTest {

    /** U+1F680, four bytes in UTF-8 and two chars in Java. */
    private static final String FOUR_BYTES = "\uD83D\uDE80";

    private static final List<String> SHORT_TEXTS =
            List.of("model", "model_version", "instance_id", "node", "image", "error_code");

    record Met(String name, UnaryOperator<Message> change, Function<ServiceEvent, Object> read, Object expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("metInBothModes")
    void aRuleMetAtItsBoundIsAcceptedAsItCame(Mode mode, Met rule) {
        assertThat(rule.read().apply(rule.change().apply(Message.full()).accepted(mode)))
                .isEqualTo(rule.expected());
    }

    static Stream<Arguments> metInBothModes() {
        List<Met> rules = new ArrayList<>();
        for (String id : List.of("a", "0", "_", "-", "...", "..a", ".a", "a.b-C_9", "a".repeat(64))) {
            rules.add(new Met(
                    "project_id " + id,
                    message -> message.string("project_id", id),
                    event -> event.service().projectId(),
                    id));
            rules.add(new Met(
                    "service_id " + id,
                    message -> message.string("service_id", id),
                    event -> event.service().serviceId(),
                    id));
        }
        for (String name : List.of("a", " a ", "a".repeat(128), FOUR_BYTES.repeat(128), "\uFFFD", "\u200B", "ñ")) {
            rules.add(new Met(
                    "service_name " + printable(name),
                    message -> message.string("service_name", name),
                    ServiceEvent::serviceName,
                    name));
        }
        for (String info : List.of(
                "a",
                "\u0000",
                "\u0000" + " ",
                "line\r\nbreak\tand tab",
                "\u200B", // format, not White_Space
                "\u001C\u001D\u001E\u001F", // Java's whitespace, not Unicode's
                "\u180E", // White_Space until Unicode 6.2
                "\uFEFF",
                "\uFFFE\uFFFF",
                "genuine \uFFFD replacement character",
                "\uDBFF\uDFFF",
                "a".repeat(8192),
                FOUR_BYTES.repeat(8192),
                " ".repeat(8191) + "a",
                "[TF 3.0.0] pulling \"model\" image \\ / \b\f")) {
            rules.add(new Met(
                    "event_info " + printable(info),
                    message -> message.string("event_info", info),
                    ServiceEvent::eventInfo,
                    info));
        }
        rules.add(new Met(
                "event_info with escaped surrogate pairs",
                message -> message.json("event_info", "\"\\ud83d\\ude80\\uD83D\\uDE80\\u0000\""),
                ServiceEvent::eventInfo,
                FOUR_BYTES + FOUR_BYTES + "\u0000"));
        rules.add(new Met(
                "event_info with 8192 escaped four-byte characters",
                message -> message.json("event_info", '"' + "\\ud83d\\ude80".repeat(8192) + '"'),
                ServiceEvent::eventInfo,
                FOUR_BYTES.repeat(8192)));
        for (String id : List.of("a", "a".repeat(64), FOUR_BYTES.repeat(64))) {
            rules.add(new Met(
                    "deployment_id " + printable(id),
                    message -> message.string("deployment_id", id),
                    ServiceEvent::deploymentId,
                    id));
        }
        for (String field : SHORT_TEXTS) {
            for (String text : List.of("", "a".repeat(256), FOUR_BYTES.repeat(256), "a\u0000\n")) {
                rules.add(new Met(
                        field + " " + printable(text),
                        message -> message.string(field, text),
                        event -> shortText(event, field),
                        text));
            }
            rules.add(new Met(
                    field + " null",
                    message -> message.json(field, "null"),
                    event -> "" + shortText(event, field),
                    "null"));
        }
        for (long sequence : List.of(0L, 1L, Long.MAX_VALUE)) {
            rules.add(new Met(
                    "sequence " + sequence,
                    message -> message.json("sequence", Long.toString(sequence)),
                    ServiceEvent::sequence,
                    sequence));
        }
        rules.add(new Met("sequence -0", message -> message.json("sequence", "-0"), ServiceEvent::sequence, 0L));
        rules.add(new Met(
                "everything optional null",
                message -> {
                    Stream.of("event_type", "deployment_id", "phase", "status", "sequence", "labels")
                            .forEach(field -> message.json(field, "null"));
                    return message;
                },
                event -> Arrays.asList(
                        event.eventType().wireName(),
                        event.deploymentId(),
                        event.phase(),
                        event.status(),
                        event.sequence(),
                        event.labels().size()),
                Arrays.asList("normal", null, null, null, null, 0)));
        rules.add(new Met(
                "event_type derived from failed",
                message -> message.without("event_type").string("status", "failed"),
                event -> event.eventType().wireName(),
                "abnormal"));
        for (String status : List.of("started", "progress", "succeeded")) {
            rules.add(new Met(
                    "event_type derived from " + status,
                    message -> message.json("event_type", "null").string("status", status),
                    event -> event.eventType().wireName() + event.status().wireName(),
                    "normal" + status));
        }
        rules.add(new Met(
                "event_type written out against the status",
                message -> message.string("event_type", "normal").string("status", "failed"),
                event -> event.eventType().wireName(),
                "normal"));
        for (String phase : List.of(
                "image_building", "environment_preparation", "resource_scheduling", "image_pulling", "model_startup")) {
            rules.add(new Met(
                    "phase " + phase,
                    message -> message.string("phase", phase),
                    event -> event.phase().wireName(),
                    phase));
        }
        rules.add(new Met(
                "no labels",
                message -> message.json("labels", "{}"),
                event -> event.labels().size(),
                0));
        rules.add(new Met(
                "32 labels",
                message -> message.json("labels", labels(32)),
                event -> event.labels().size(),
                32));
        rules.add(new Met(
                "a label of the longest key and value",
                message -> message.json(
                        "labels", "{\"" + FOUR_BYTES.repeat(128) + "\":\"" + FOUR_BYTES.repeat(256) + "\",\"b\":\"\"}"),
                event -> event.labels().get(FOUR_BYTES.repeat(128)).length(),
                512));
        rules.add(new Met(
                "label keys that look like objects of each other",
                message -> message.json(
                        "labels", "{\"app\":\"a\",\"app.kubernetes.io/name\":\"b\",\"app.\":\"c\",\".\":\"d\"}"),
                event -> new TreeMap<>(event.labels()).toString(),
                "{.=d, app=a, app.=c, app.kubernetes.io/name=b}"));
        for (String unknown : List.of(
                "\"x\":1",
                "\"x\":null",
                "\"x\":1e400",
                "\"x\":" + "9".repeat(2000),
                "\"x\":0." + "9".repeat(2000),
                "\"x\":{\"service_id\":{\"labels\":[null,{\"a\":1}]}},\"y\":[[],[[{}]]]",
                "\"\":\"\"",
                "\"x\":\"\\ud800\"",
                "\"\\ud800\":true",
                "\"Service_Id\":5",
                "\"" + "n".repeat(70_000) + "\":false",
                "\"id\":5,\"source\":{},\"time\":[]")) {
            rules.add(new Met(
                    "unknown field " + printable(unknown),
                    message -> message.rawMember("," + unknown),
                    event -> event.service().serviceId(),
                    "s1"));
        }
        return inBothModes(rules);
    }

    private static Stream<Arguments> inBothModes(List<?> rules) {
        return rules.stream().flatMap(rule -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, rule)));
    }

    private static String shortText(ServiceEvent event, String field) {
        return switch (field) {
            case "model" -> event.model();
            case "model_version" -> event.modelVersion();
            case "instance_id" -> event.instanceId();
            case "node" -> event.node();
            case "image" -> event.image();
            case "error_code" -> event.errorCode();
            default -> throw new IllegalArgumentException(field);
        };
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
