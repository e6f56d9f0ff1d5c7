package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static io.launchlog.model.wire.DeadLetterReason.MALFORMED;
import static io.launchlog.model.wire.DeadLetterReason.NOT_CLOUDEVENT;
import static io.launchlog.model.wire.DeadLetterReason.UNSUPPORTED_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.TimeWindow;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a record a CloudEvent of our type (contract sections 1 and 6). */
class CloudEventAttributesTest {

    private static final byte[] BAD_UTF_8 = {'a', (byte) 0xC3, '('};

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requiredAttributes")
    void aMissingOrEmptyRequiredAttributeMakesNoCloudEvent(Mode mode, String attribute) {
        Decoded.Refused missing = Message.full().withoutAttribute(attribute).refused(mode);
        assertThat(missing.reason()).isEqualTo(NOT_CLOUDEVENT);
        assertThat(missing.detail()).startsWith(attribute + " is missing; allowed: ");

        Decoded.Refused empty = Message.full().attribute(attribute, "").refused(mode);
        assertThat(empty.reason()).isEqualTo(NOT_CLOUDEVENT);
        assertThat(empty.detail()).startsWith(attribute + " is empty; allowed: ");
    }

    static Stream<Arguments> requiredAttributes() {
        return Stream.of("specversion", "type", "source", "id")
                .flatMap(attribute -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, attribute)));
    }

    @ParameterizedTest
    @EnumSource
    void anotherSpecificationVersionMakesNoCloudEvent(Mode mode) {
        for (String version : List.of("0.3", "1", "1.0.0", "1.1", "2.0", " 1.0", "1.0 ", "1,0")) {
            Decoded.Refused refused =
                    Message.full().attribute("specversion", version).refused(mode);
            assertThat(refused.reason()).as(version).isEqualTo(NOT_CLOUDEVENT);
            assertThat(refused.detail()).startsWith("specversion is \"" + version + "\"; allowed: 1.0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherTypeOrMajorVersionIsUnsupported(Mode mode) {
        for (String type : List.of(
                "io.launchlog.service.event.v2",
                "io.launchlog.service.event.v10",
                "io.launchlog.service.event.v1.1",
                "io.launchlog.service.event",
                "io.launchlog.service.event.V1",
                "IO.LAUNCHLOG.SERVICE.EVENT.V1",
                "io.launchlog.service.event.v1 ",
                "com.example.other")) {
            Decoded.Refused refused = Message.full().attribute("type", type).refused(mode);
            assertThat(refused.reason()).as(type).isEqualTo(UNSUPPORTED_TYPE);
            assertThat(refused.detail()).contains('"' + type + '"').contains("allowed: io.launchlog.service.event.v1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTypeIsJudgedBeforeTheFields(Mode mode) {
        Message other = Message.full().attribute("type", "com.example.other");
        assertThat(other.without("service_id").refused(mode).reason()).isEqualTo(UNSUPPORTED_TYPE);
        assertThat(other.attribute("time", "yesterday").refused(mode).reason()).isEqualTo(UNSUPPORTED_TYPE);
        assertThat(other.data("[1]").refused(mode).reason()).isEqualTo(UNSUPPORTED_TYPE);
    }

    @ParameterizedTest
    @EnumSource
    void idsAreOf1To256CharactersWithoutControlCharacters(Mode mode) {
        for (String id : List.of(
                "a", " ", "a".repeat(256), "\uD83D\uDE80".repeat(256), "ä/\"\\", "\uFFFD", "\u200B", "\u00A0")) {
            assertThat(Message.full().attribute("id", id).accepted(mode).identity())
                    .isEqualTo(new EventIdentity(Message.SOURCE, id));
        }
        for (String id : List.of(
                "a".repeat(257), "\uD83D\uDE80".repeat(257), "\u0000", "a\n", "a\tb", "\u007F", "\u0080", "a\u009F")) {
            Decoded.Refused refused = Message.full().attribute("id", id).refused(mode);
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith("id ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void subjectPartitionKeyAndTraceparentAreCarriedThrough(Mode mode) {
        assertThat(Message.full()
                        .attribute("subject", "größe \uD83D\uDE80")
                        .accepted(mode)
                        .carried())
                .isEqualTo(new CarriedAttributes(
                        "größe \uD83D\uDE80", "p1/s1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(Message.minimal().accepted(mode).carried()).isEqualTo(CarriedAttributes.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void unknownAttributesArePassedOver(Mode mode) {
        assertThat(Message.full()
                        .attribute("dataschema", "not a uri")
                        .attribute("tracestate", "")
                        .attribute("dataref", "x")
                        .attribute("source2", "x")
                        .accepted(mode))
                .isEqualTo(Message.full().accepted(mode));
    }

    @Test
    void unknownAttributesOfAnyShapeArePassedOverInTheStructuredMode() {
        assertThat(Message.full()
                        .text(text -> "{\"x\":{\"data\":{\"id\":[1,null]}},\"y\":[[{}]],\"z\":1e999,\"SOURCE\":5,"
                                + text.substring(1))
                        .accepted(Mode.STRUCTURED))
                .isEqualTo(Message.full().accepted(Mode.STRUCTURED));
    }

    @Test
    void attributesMayFollowTheDataInTheStructuredMode() {
        String value = new String(Message.full().value(Mode.STRUCTURED), UTF_8);
        int data = value.indexOf("\"data\":");
        String turned = "{" + value.substring(data, value.length() - 1) + ","
                + value.substring(1, data).replaceAll(",$", "") + "}";
        assertThat(Message.full().text(text -> turned).accepted(Mode.STRUCTURED))
                .isEqualTo(Message.full().accepted(Mode.STRUCTURED));
    }

    @Test
    void anAttributeGivenTwiceInTheStructuredModeIsMalformed() {
        assertThat(Message.full()
                        .text(text -> "{\"id\":\"e-1\"," + text.substring(1))
                        .refused(Mode.STRUCTURED)
                        .reason())
                .isEqualTo(MALFORMED);
        assertThat(Message.full()
                        .text(text -> "{\"data\":null," + text.substring(1))
                        .refused(Mode.STRUCTURED)
                        .reason())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "time", "subject", "partitionkey", "traceparent"})
    void anAttributeThatIsNoStringIsAnInvalidField(String attribute) {
        for (String value : List.of("1", "1.0", "true", "[]", "[\"a\"]", "{}", "{\"a\":1}")) {
            Decoded.Refused refused = Message.full()
                    .withoutAttribute(attribute)
                    .text(text -> "{\"" + attribute + "\":" + value + "," + text.substring(1))
                    .refused(Mode.STRUCTURED);
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith(attribute + " is no string");
        }
    }

    @Test
    void aNullAttributeIsAnAbsentOne() {
        assertThat(Message.full()
                        .withoutAttribute("subject")
                        .withoutAttribute("time")
                        .text(text -> "{\"subject\":null,\"time\":null,\"data_base64\":null,\"datacontenttype\":null,"
                                + text.substring(1))
                        .accepted(Mode.STRUCTURED)
                        .carried()
                        .subject())
                .isNull();
        assertThat(Message.full()
                        .withoutAttribute("id")
                        .text(text -> "{\"id\":null," + text.substring(1))
                        .refused(Mode.STRUCTURED)
                        .reason())
                .isEqualTo(NOT_CLOUDEVENT);
        assertThat(Message.full()
                        .withoutAttribute("subject")
                        .header("ce_subject", null)
                        .accepted(Mode.BINARY)
                        .carried()
                        .subject())
                .isNull();
        assertThat(Message.full().header("ce_id", null).refused(Mode.BINARY).reason())
                .isEqualTo(NOT_CLOUDEVENT);
    }

    @Test
    void aLoneSurrogateInAnAttributeIsAnInvalidField() {
        for (String attribute : List.of("id", "source", "time", "subject", "partitionkey", "traceparent")) {
            Decoded.Refused refused = Message.full()
                    .withoutAttribute(attribute)
                    .text(text -> "{\"" + attribute + "\":\"a\\ud800\"," + text.substring(1))
                    .refused(Mode.STRUCTURED);
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith(attribute + " ");
        }
    }

    @Test
    void structuredDataThatIsMissingIsAnInvalidField() {
        for (String data : List.of("null", "\"e30=\"")) {
            Decoded.Refused refused = Message.full().data(data).refused(Mode.STRUCTURED);
            assertThat(refused.reason()).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith("data ");
        }
        assertThat(Message.full()
                        .text(text -> text.replace("\"data\":", "\"payload\":"))
                        .refused(Mode.STRUCTURED)
                        .detail())
                .startsWith("data is missing");
    }

    @Test
    void structuredBase64DataIsAnInvalidField() {
        String value = new String(Message.full().value(Mode.STRUCTURED), UTF_8);
        String attributes = value.substring(0, value.indexOf("\"data\":"));
        for (String member : List.of("\"data_base64\":\"e30=\"}", "\"data_base64\":\"\"}", "\"data_base64\":{}}")) {
            Decoded.Refused refused =
                    Message.full().text(text -> attributes + member).refused(Mode.STRUCTURED);
            assertThat(refused.reason()).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith("data_base64 ");
        }
        Decoded.Refused beside = Message.full()
                .text(text -> "{\"data_base64\":\"e30=\"," + text.substring(1))
                .refused(Mode.STRUCTURED);
        assertThat(beside.reason()).isEqualTo(INVALID_FIELD);
        assertThat(beside.detail()).startsWith("data_base64 ");
    }

    @Test
    void theLastOfSeveralHeadersOfOneNameCounts() {
        Headers headers = Message.full().headers(Mode.BINARY);
        headers.add("ce_id", "e-2".getBytes(UTF_8));
        assertThat(new CloudEventDecoder(TimeWindow.DEFAULT)
                        .decode(headers, Message.full().value(Mode.BINARY), Message.RECORD_TIMESTAMP))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(accepted.event().identity().id()).isEqualTo("e-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "time", "subject", "partitionkey", "traceparent"})
    void aHeaderThatIsNoUtf8IsAnInvalidField(String attribute) {
        Decoded.Refused refused =
                Message.full().header("ce_" + attribute, BAD_UTF_8).refused(Mode.BINARY);
        assertThat(refused.reason()).isEqualTo(INVALID_FIELD);
        assertThat(refused.detail()).startsWith(attribute + " ").contains("UTF-8");
    }

    @Test
    void unknownHeadersMayHoldAnyBytes() {
        assertThat(Message.full()
                        .header("ce_extension", BAD_UTF_8)
                        .header("other", BAD_UTF_8)
                        .accepted(Mode.BINARY))
                .isEqualTo(Message.full().accepted(Mode.BINARY));
        assertThat(Message.full().header("ce_id", BAD_UTF_8).accepted(Mode.STRUCTURED))
                .isEqualTo(Message.full().accepted(Mode.STRUCTURED));
    }

    @Test
    void whatMakesACloudEventIsJudgedBeforeAHeaderThatIsNoUtf8() {
        for (String attribute : List.of("id", "source", "time", "subject", "partitionkey", "traceparent")) {
            Message bad = Message.full().header("ce_" + attribute, BAD_UTF_8);
            assertThat(bad.withoutAttribute("specversion").refused(Mode.BINARY).reason())
                    .as(attribute)
                    .isEqualTo(NOT_CLOUDEVENT);
            Message other = Message.full().header("ce_" + attribute, BAD_UTF_8);
            assertThat(other.attribute("type", "com.example.other")
                            .refused(Mode.BINARY)
                            .reason())
                    .as(attribute)
                    .isEqualTo(UNSUPPORTED_TYPE);
        }
        assertThat(Message.full()
                        .header("ce_specversion", BAD_UTF_8)
                        .refused(Mode.BINARY)
                        .reason())
                .isEqualTo(NOT_CLOUDEVENT);
        assertThat(Message.full()
                        .header("ce_type", BAD_UTF_8)
                        .refused(Mode.BINARY)
                        .reason())
                .isEqualTo(UNSUPPORTED_TYPE);
    }

    @Test
    void ofSeveralHeadersThatAreNoUtf8TheSameOneIsAlwaysNamed() {
        Message message = Message.full();
        for (String attribute : List.of("traceparent", "time", "subject", "source", "partitionkey", "id")) {
            message.header("ce_" + attribute, BAD_UTF_8);
        }
        assertThat(message.refused(Mode.BINARY).detail()).startsWith("source ");
    }
}
