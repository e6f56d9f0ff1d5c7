package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventIdentity;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code source} is a URI reference (RFC 3986) of up to 512 characters (contract section 1). */
class SourceAttributeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("uriReferences")
    void aUriReferenceIsASource(Mode mode, String source) {
        assertThat(Message.full().attribute("source", source).accepted(mode).identity())
                .isEqualTo(new EventIdentity(source, "e-1"));
    }

    static Stream<Arguments> uriReferences() {
        return inBothModes(
                "a",
                "/",
                "//",
                ".",
                "..",
                "../a/b",
                "./1a:b",
                "a/b:c",
                "/a:b",
                "//host",
                "//host/a//b",
                "//host:8080",
                "//user:pass@host:80/a",
                "//[::1]:80/a",
                "//[2001:db8::7]/c",
                "//[::ffff:192.0.2.1]",
                "//[1:2:3:4:5:6:7:8]",
                "//[v1.a:b]",
                "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
                "urn:",
                "a:b",
                "a+.-9:b",
                "mailto:a@b.c",
                "https://example.com/a?b=c&d=/?#e?/f",
                "?",
                "#",
                "?a",
                "#a",
                "file:///etc",
                "a%20b",
                "%C3%A4",
                "a;b,c=d!$&'()*+",
                "~_-.",
                "/" + "a".repeat(511));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("noUriReferences")
    void whatIsNoUriReferenceIsNoSource(Mode mode, String source) {
        Decoded.Refused refused = Message.full().attribute("source", source).refused(mode);
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(INVALID_FIELD);
        assertThat(refused.detail()).startsWith("source ");
    }

    static Stream<Arguments> noUriReferences() {
        return inBothModes(
                "/" + "a".repeat(512),
                " ",
                "a b",
                " a",
                "a ",
                "a\n",
                "a\u0000",
                "%",
                "%2",
                "%zz",
                "a%2Gb",
                "1a:b",
                ":a",
                "-a:b",
                "a_b:c",
                "ä",
                "/\u4F60",
                "\uD83D\uDE80",
                "a\\b",
                "<a>",
                "{a}",
                "a|b",
                "a^b",
                "a`b",
                "\"a\"",
                "a#b#c",
                "/[a]",
                "?[a]",
                "//host:80a",
                "//host:80:80",
                "//a@b@c",
                "//[::1",
                "//[::1]a",
                "//[]",
                "//[zz]",
                "//[1:2:3]",
                "//[1::2::3]",
                "//[1:2:3:4:5:6:7:8:9]",
                "//[::256.1.1.1]",
                "//[12345::]",
                "//[v.a]",
                "//[vg.a]",
                "//ho[st");
    }

    private static Stream<Arguments> inBothModes(String... values) {
        return Arrays.stream(values).flatMap(value -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, value)));
    }
}
