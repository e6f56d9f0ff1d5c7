package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.EMPTY;
import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static io.launchlog.model.wire.DeadLetterReason.MALFORMED;
import static io.launchlog.model.wire.DeadLetterReason.NOT_CLOUDEVENT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The strictness list of contract section 1, about the text of the value. */
class StrictJsonTest {

    record Spoilt(String name, UnaryOperator<Message> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformedInBothModes")
    void whatIsNoRfc8259JsonInUtf8IsMalformed(Mode mode, Spoilt message) {
        Decoded.Refused refused = message.change().apply(Message.full()).refused(mode);
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(MALFORMED);
        assertThat(refused.detail()).doesNotContain("Source", "Feature", "Constraints", "`");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theDetailSaysWhatIsWrongAndWhere(String value, String detail) {
        assertThat(Message.full().text(text -> value).refused(Mode.STRUCTURED).detail())
                .isEqualTo("The value is no JSON: " + detail);
    }

    static Stream<Arguments> problems() {
        String name = "n".repeat(5000);
        return Stream.of(
                Arguments.of(
                        "{\n\"a\":1", "Unexpected end-of-input: expected close marker for Object (line 2, column 6)"),
                Arguments.of("{\"a\":[}", "Unexpected close marker '}': expected ']' (line 1, column 7)"),
                Arguments.of("{\"a\":NaN}", "Non-standard token 'NaN' (line 1, column 9)"),
                Arguments.of(
                        "{\"a\":1 // one",
                        "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (line 1, column 8)"),
                Arguments.of("{\"\\n\":1,\"\\n\":1}", "Duplicate Object property \"?\" (line 1, column 13)"),
                Arguments.of(
                        "{\"" + name + "\":1,\"" + name + "\":1}",
                        "Duplicate Object property \"" + name.substring(0, 373) + "... (line 1, column 10009)"),
                Arguments.of("[".repeat(101), "Document nesting depth (101) exceeds the maximum allowed (100)"));
    }

    static Stream<Arguments> malformedInBothModes() {
        List<Spoilt> spoilt = new ArrayList<>();
        for (String member : List.of(
                ",\"service_id\":\"s1\"",
                ",\"service_id\":\"s2\"",
                ",\"x\":1,\"x\":1",
                ",\"x\":1,\"\\u0078\":1",
                ",\"x\":{\"a\":1,\"a\":2}",
                ",\"x\":[{\"a\":1,\"b\":2,\"c\":3,\"b\":4}]",
                ",\"labels\":{}",
                ",\"x\":{\"\":1,\"\":1}")) {
            spoilt.add(new Spoilt("duplicate key " + member, message -> message.rawMember(member)));
        }
        for (String member : List.of(
                ",",
                ",,\"x\":1",
                ",\"x\":[1,]",
                ",\"x\":[,1]",
                ",\"x\":{\"a\":1,}",
                ",\"x\"",
                ",\"x\":",
                ",\"x\" 1",
                ",x:1",
                ",'x':1",
                ",\"x\":'a'",
                ",\"x\":NaN",
                ",\"x\":-Infinity",
                ",\"x\":Infinity",
                ",\"x\":+1",
                ",\"x\":01",
                ",\"x\":-01",
                ",\"x\":00",
                ",\"x\":.5",
                ",\"x\":5.",
                ",\"x\":1.e1",
                ",\"x\":1e",
                ",\"x\":1e+",
                ",\"x\":-",
                ",\"x\":0x10",
                ",\"x\":1_000",
                ",\"x\":TRUE",
                ",\"x\":nul",
                ",\"x\":nulll",
                ",\"x\":undefined",
                ",\"x\":\"\\x41\"",
                ",\"x\":\"\\u12G4\"",
                ",\"x\":\"\\u123\"",
                ",\"x\":\"\\'\"",
                ",\"x\":\"a\nb\"",
                ",\"x\":\"a\tb\"",
                ",\"x\":\"a\u0000b\"",
                ",\"x\":\"a\u001Fb\"",
                ",\"a\nb\":1",
                ",\"x\":\"a",
                ",\"x\":[}",
                ",\"x\":[1",
                ",\"x\":{]",
                ",/* comment */\"x\":1",
                ",\"x\":1 // comment\n",
                ",\"x\":1 # comment\n",
                ",\"x\":\u00A01",
                ",\"x\":\f1",
                ",\"x\":1;")) {
            spoilt.add(new Spoilt("member " + member, message -> message.rawMember(member)));
        }
        for (String literal : List.of("NaN", "Infinity", "0123", "+1", "1_0", "0x1", ".1", "1.")) {
            spoilt.add(new Spoilt("occur_time " + literal, message -> message.json("occur_time", literal)));
        }
        for (String tail : List.of("x", "{}", "[]", "1", "null", "\"a\"", ",", "}", "]", "\u0000", "\uFEFF", " \n{}")) {
            spoilt.add(new Spoilt("trailing text " + tail, message -> message.text(text -> text + tail)));
        }
        for (String head : List.of("\uFEFF", "\u0000", "//\n", ")]}',\n", "\u001E", ",", "{}")) {
            spoilt.add(new Spoilt("leading text " + head, message -> message.text(text -> head + text)));
        }
        spoilt.add(new Spoilt("blank", message -> message.text(text -> " \r\n\t ")));
        spoilt.add(new Spoilt("cut off", message -> message.text(text -> text.substring(0, text.length() - 1))));
        for (String value : List.of("{", "[", "{\"a\"", "[[[1,", "\"", "nul", "tru", "-", "\"abc")) {
            spoilt.add(new Spoilt("only " + value, message -> message.text(text -> value)));
        }
        for (String text : List.of("hello", "<event/>", "id=1&a=2", "---\nid: 1")) {
            spoilt.add(new Spoilt("no JSON " + text, message -> message.text(json -> text)));
        }
        for (Charset charset : List.of(
                UTF_16BE,
                UTF_16LE,
                StandardCharsets.UTF_16,
                Charset.forName("UTF-32BE"),
                Charset.forName("UTF-32LE"))) {
            spoilt.add(new Spoilt(
                    charset.name(), message -> message.bytes(bytes -> new String(bytes, UTF_8).getBytes(charset))));
        }
        for (String bytes : List.of(
                "C0AF", // overlong slash
                "C080", // overlong U+0000, as Java's modified UTF-8 has it
                "E080AF",
                "F08080AF",
                "EDA080", // a lone high surrogate
                "EDB080", // a lone low surrogate
                "EDA0BDEDBA80", // CESU-8
                "F4908080", // above U+10FFFF
                "F8888080AF",
                "80",
                "BF",
                "C3", // truncated sequences
                "E282",
                "F09F9A",
                "FE",
                "FF",
                "C328",
                "EFBFBDFF")) { // a genuine replacement character beside a bad byte
            byte[] raw = HexFormat.of().parseHex(bytes);
            spoilt.add(new Spoilt(
                    "bad UTF-8 " + bytes + " in a field",
                    message -> message.string("event_info", "a@b").bytes(json -> replaceAt(json, raw))));
            spoilt.add(new Spoilt(
                    "bad UTF-8 " + bytes + " in an unknown field",
                    message -> message.rawMember(",\"@\":1").bytes(json -> replaceAt(json, raw))));
        }
        spoilt.add(new Spoilt(
                "truncated UTF-8 at the end",
                message -> message.bytes(json -> {
                    byte[] cut = (new String(json, ISO_8859_1) + "\u00E2\u0082").getBytes(ISO_8859_1);
                    return cut;
                })));
        return spoilt.stream().flatMap(change -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, change)));
    }

    @ParameterizedTest
    @EnumSource
    void hundredLevelsOfNestingAreAcceptedAndOneMoreIsMalformed(Mode mode) {
        int within = 100 - mode.depthOfData();
        for (String[] brackets : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            String inner = brackets[0].equals("[") ? "" : "1";
            String deepest = brackets[0].repeat(within) + inner + brackets[1].repeat(within);
            String tooDeep = brackets[0].repeat(within + 1) + inner + brackets[1].repeat(within + 1);
            assertThat(Message.full().rawMember(",\"x\":" + deepest).decode(mode))
                    .isInstanceOf(Decoded.Accepted.class);
            assertThat(Message.full()
                            .rawMember(",\"x\":" + tooDeep)
                            .refused(mode)
                            .reason())
                    .isEqualTo(MALFORMED);
            // Where a field has the wrong type, depth is still the graver fault.
            assertThat(Message.full().json("labels", deepest).refused(mode).reason())
                    .isEqualTo(INVALID_FIELD);
            assertThat(Message.full().json("labels", tooDeep).refused(mode).reason())
                    .isEqualTo(MALFORMED);
            assertThat(Message.full().json("model", tooDeep).refused(mode).reason())
                    .isEqualTo(MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceOfJsonAroundAndWithinIsAccepted(Mode mode) {
        assertThat(Message.full()
                        .text(text -> " \t\r\n" + text.replace(",\"", " ,\r\n\t\"") + "\r\n\t ")
                        .accepted(mode))
                .isEqualTo(Message.full().accepted(mode));
    }

    @ParameterizedTest
    @EnumSource
    void escapedNamesAreTheSameNames(Mode mode) {
        assertThat(Message.full()
                        .text(text -> text.replace("\"service_id\"", "\"service\\u005fid\""))
                        .accepted(mode))
                .isEqualTo(Message.full().accepted(mode));
    }

    @ParameterizedTest
    @EnumSource
    void malformedIsTheGraverAnswerThanAWrongFieldBeforeIt(Mode mode) {
        assertThat(Message.full()
                        .json("project_id", "1")
                        .rawMember(",\"x\":NaN")
                        .refused(mode)
                        .reason())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordWithoutValueIsEmpty(Mode mode) {
        assertThat(Message.full().bytes(bytes -> null).refused(mode).reason()).isEqualTo(EMPTY);
        assertThat(Message.full().bytes(bytes -> new byte[0]).refused(mode).reason())
                .isEqualTo(EMPTY);
    }

    @ParameterizedTest
    @EnumSource
    void dataThatIsNoObjectIsAnInvalidField(Mode mode) {
        for (String data : List.of("[]", "[{}]", "1", "1.5", "true", "\"{}\"", "[[1],{\"a\":2}]")) {
            Decoded.Refused refused = Message.full().data(data).refused(mode);
            assertThat(refused.reason()).as(data).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith("data ");
        }
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void aStructuredValueThatIsNoObjectIsNoCloudEvent(String value) {
        assertThat(Message.full().text(text -> value).refused(Mode.STRUCTURED).reason())
                .isEqualTo(NOT_CLOUDEVENT);
    }

    static Stream<String> noObjects() {
        return Stream.of("[]", "[{}]", "1", "null", "true", "\"a\"", "{}", "[{\"specversion\":\"1.0\"}]");
    }

    private static byte[] replaceAt(byte[] json, byte[] replacement) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream();
        for (byte b : json) {
            replaced.writeBytes(b == '@' ? replacement : new byte[] {b});
        }
        return replaced.toByteArray();
    }
}
