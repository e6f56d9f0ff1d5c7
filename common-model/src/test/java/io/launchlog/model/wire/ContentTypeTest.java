package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.NOT_CLOUDEVENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.TimeWindow;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which content types tell the modes apart, and which are JSON (contract sections 1 and 6). */
class ContentTypeTest {

    private static final byte[] BAD_UTF_8 = {'a', (byte) 0xC3, '('};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "application/cloudevents+json; charset=UTF-8",
                "application/cloudevents+json;charset=utf-8",
                "Application/CloudEvents+JSON",
                " application/cloudevents+json ;x=\"a;b\""
            })
    void theseContentTypesAnnounceTheStructuredMode(String contentType) {
        assertThat(Message.full().contentType(contentType).accepted(Mode.STRUCTURED))
                .isEqualTo(Message.full().accepted(Mode.STRUCTURED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/json;",
                "text/json",
                "application/foo+json",
                "application/vnd.launchlog.event.v1+JSON; q=1"
            })
    void theseContentTypesAreJsonInTheBinaryMode(String contentType) {
        assertThat(Message.full().contentType(contentType).accepted(Mode.BINARY))
                .isEqualTo(Message.full().accepted(Mode.BINARY));
        assertThat(Message.full()
                        .text(text -> "{\"datacontenttype\":" + Message.quoted(contentType) + "," + text.substring(1))
                        .accepted(Mode.STRUCTURED))
                .isEqualTo(Message.full().accepted(Mode.STRUCTURED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/avro",
                "application/octet-stream",
                "application/jsonx",
                "json",
                "",
                ";application/json",
                "application/cloudevents",
                "application/cloudevents+avro",
                "application/cloudevents+xml",
                "application/cloudevents+protobuf",
                "application/cloudevents-batch+json",
                "application/cloudevents-batch+json; charset=utf-8"
            })
    void otherContentTypesMakeNoCloudEvent(String contentType) {
        for (Mode mode : Mode.values()) {
            Decoded.Refused refused = Message.full().contentType(contentType).refused(mode);
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(NOT_CLOUDEVENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/avro", "application/octet-stream", "json", ""})
    void aDataContentTypeThatIsNotJsonMakesNoCloudEvent(String contentType) {
        Decoded.Refused refused = Message.full()
                .text(text -> "{\"datacontenttype\":" + Message.quoted(contentType) + "," + text.substring(1))
                .refused(Mode.STRUCTURED);
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(NOT_CLOUDEVENT);
    }

    @Test
    void aStructuredValueWithoutItsContentTypeIsNoCloudEvent() {
        Headers none = Message.full().headers(Mode.STRUCTURED).remove("content-type");
        Message message = Message.full();
        assertThat(new CloudEventDecoder(TimeWindow.DEFAULT)
                        .decode(none, message.value(Mode.STRUCTURED), Message.RECORD_TIMESTAMP))
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NOT_CLOUDEVENT));
    }

    @Test
    void aContentTypeThatIsNoUtf8IsAWrongContentType() {
        for (Mode mode : Mode.values()) {
            assertThat(Message.full()
                            .header("content-type", BAD_UTF_8)
                            .refused(mode)
                            .reason())
                    .isEqualTo(NOT_CLOUDEVENT);
        }
    }
}
