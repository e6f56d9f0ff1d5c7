package io.launchlog.model.wire;

import io.launchlog.model.event.BoundedText;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The binary mode: attributes in headers {@code ce_*}, the value is the data. */
final class BinaryContent {

    private BinaryContent() {}

    static CloudEventContent read(Headers headers, @Nullable ContentType contentType, byte[] value)
            throws RefusedException {
        Attributes attributes = new Attributes();
        for (String name : Attributes.NAMES) {
            attributes.set(name, CloudEventDecoder.header(headers, CloudEventDecoder.HEADER_PREFIX + name));
        }
        CloudEventDecoder.requireOurs(attributes);
        if (contentType != null && !contentType.isJson()) {
            throw CloudEventDecoder.notCloudEvent(
                    "content-type is " + BoundedText.quote(contentType.text()), "none or " + ContentType.JSON);
        }
        try (JsonParser parser = StrictJson.parser(StrictJson.text(value))) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                parser.skipChildren();
                StrictJson.requireEnd(parser, first);
                throw RefusedException.invalidField("data", "is no JSON object", "a JSON object");
            }
            EventDataParser.Result result = EventDataParser.parse(parser);
            StrictJson.requireEnd(parser, first);
            return new CloudEventContent(attributes, result.dataOrThrow());
        }
    }
}
