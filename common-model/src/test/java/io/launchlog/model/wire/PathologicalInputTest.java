package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static io.launchlog.model.wire.DeadLetterReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values as large as a record can be, made to be expensive. The time limit is far above what any of them takes in
 * linear time and far below what one takes in quadratic time.
 */
@Timeout(120)
class PathologicalInputTest {

    private static final int LARGE = 900_000;

    @ParameterizedTest
    @EnumSource
    void bracketsAreMalformed(Mode mode) {
        for (String bracket : List.of("[", "{\"a\":", "]", "}", "[[],", "\"", "\\", ",", "\u0000", " ")) {
            String value = bracket.repeat(LARGE / bracket.length());
            assertThat(Message.full().text(text -> value).refused(mode).reason())
                    .isEqualTo(MALFORMED);
            assertThat(Message.full().rawMember(",\"x\":" + value).refused(mode).reason())
                    .isEqualTo(MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeNumberIsAnsweredWithoutBeingCalculated(Mode mode) {
        for (String number : List.of(
                "9".repeat(LARGE), "-" + "9".repeat(LARGE), "0." + "9".repeat(LARGE), "1e" + "9".repeat(LARGE))) {
            for (String field : List.of("occur_time", "sequence", "service_id", "labels")) {
                Decoded.Refused refused = Message.full().json(field, number).refused(mode);
                assertThat(refused.reason()).isEqualTo(INVALID_FIELD);
                assertThat(refused.detail()).startsWith(field + " ");
            }
            assertThat(Message.full().rawMember(",\"x\":" + number).decode(mode))
                    .isInstanceOf(Decoded.Accepted.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeStringIsAnInvalidFieldNamedInABoundedDetail(Mode mode) {
        for (String text : List.of("a".repeat(LARGE), "\\u0000".repeat(LARGE / 6), "\uD83D\uDE80".repeat(LARGE / 4))) {
            for (String field : List.of("project_id", "service_name", "event_info", "phase", "event_type", "model")) {
                Decoded.Refused refused =
                        Message.full().json(field, '"' + text + '"').refused(mode);
                assertThat(refused.reason()).isEqualTo(INVALID_FIELD);
                assertThat(refused.detail()).startsWith(field + " ").hasSizeLessThan(400);
            }
            assertThat(Message.full().rawMember(",\"x\":\"" + text + '"').decode(mode))
                    .isInstanceOf(Decoded.Accepted.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeAttributeIsAnswered(Mode mode) {
        for (String attribute : List.of("id", "source", "time")) {
            for (String text :
                    List.of("a".repeat(LARGE), "/".repeat(LARGE), "%20".repeat(LARGE / 3), "a:@".repeat(LARGE / 3))) {
                Decoded.Refused refused =
                        Message.full().attribute(attribute, text).refused(mode);
                assertThat(refused.reason()).isEqualTo(INVALID_FIELD);
                assertThat(refused.detail()).startsWith(attribute + " ").hasSizeLessThan(400);
            }
        }
        assertThat(Message.full()
                        .attribute("time", "2026-01-31T12:00:00." + "1".repeat(LARGE) + "Z")
                        .accepted(mode)
                        .occurTime())
                .isEqualTo(Message.RECORD_TIMESTAMP);
        assertThat(Message.full()
                        .attribute("type", "t".repeat(LARGE))
                        .refused(mode)
                        .detail())
                .hasSizeLessThan(400);
        assertThat(Message.full().contentType("c".repeat(LARGE)).refused(mode).detail())
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @EnumSource
    void aSourceMadeToBacktrackIsAnswered(Mode mode) {
        for (String source : List.of(
                "//" + "a:".repeat(255),
                "//" + "a".repeat(509) + "^",
                "//[" + "1:".repeat(254) + "]",
                "//[::" + "1".repeat(500) + "]",
                "a+".repeat(250) + "^",
                "/".repeat(511) + " ")) {
            assertThat(Message.full().attribute("source", source).refused(mode).reason())
                    .isEqualTo(INVALID_FIELD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredThousandUnknownFieldsArePassedOver(Mode mode) {
        String members = IntStream.range(0, 100_000)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":0")
                .collect(Collectors.joining(","));
        assertThat(Message.full().rawMember("," + members).accepted(mode)).isEqualTo(full(mode));
        assertThat(Message.full().rawMember(",\"x\":{" + members + "}").accepted(mode))
                .isEqualTo(full(mode));
        assertThat(Message.full()
                        .json("labels", "{" + members + "}")
                        .refused(mode)
                        .reason())
                .isEqualTo(INVALID_FIELD);
        String labels = members.replace(":0", ":\"\"");
        assertThat(Message.full()
                        .json("labels", "{" + labels + "}")
                        .refused(mode)
                        .detail())
                .startsWith("labels has 100000 entries");
    }

    /** Names with equal hash codes, whatever the seed: in the parser's table of names ("AB", "B!") and in Java's. */
    @ParameterizedTest
    @EnumSource
    void namesMadeToCollideArePassedOver(Mode mode) {
        for (List<String> halves : List.of(List.of("AB", "B!"), List.of("Aa", "BB"))) {
            String members = IntStream.range(0, 1 << 15)
                    .mapToObj(i -> IntStream.range(0, 15)
                            .mapToObj(bit -> halves.get(i >> bit & 1))
                            .collect(Collectors.joining("", "\"", "\":\"\"")))
                    .limit(24_000)
                    .collect(Collectors.joining(","));
            assertThat(Message.full().rawMember("," + members).accepted(mode)).isEqualTo(full(mode));
            assertThat(Message.full()
                            .json("labels", "{" + members + "}")
                            .refused(mode)
                            .detail())
                    .startsWith("labels has 24000 entries");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongNameIsPassedOverAndAsALabelRefusedInABoundedDetail(Mode mode) {
        String name = "n".repeat(LARGE);
        assertThat(Message.full().rawMember(",\"" + name + "\":1").accepted(mode))
                .isEqualTo(full(mode));
        for (String value : List.of("\"\"", "1")) {
            assertThat(Message.full()
                            .json("labels", "{\"" + name + "\":" + value + "}")
                            .refused(mode)
                            .detail())
                    .startsWith("labels ")
                    .hasSizeLessThan(400);
        }
        assertThat(Message.full()
                        .rawMember(",\"" + name + "\":1,\"" + name + "\":2")
                        .refused(mode)
                        .reason())
                .isEqualTo(MALFORMED);
    }

    private static ServiceEvent full(Mode mode) {
        return Message.full().accepted(mode);
    }
}
