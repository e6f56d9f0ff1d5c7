package io.launchlog.model.wire;

import io.launchlog.model.event.BoundedText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The binary mode: attributes in headers {@code ce_*}, the value is the data. */
final class BinaryContent {

    /** The headers of the attributes, in the order of {@link Attributes#NAMES}. */
    private static final List<String> HEADERS = Attributes.NAMES.stream()
            .map(name -> CloudEventDecoder.HEADER_PREFIX + name)
            .toList();

    private BinaryContent() {}

    static CloudEventContent read(Headers headers, @Nullable ContentType contentType, byte[] value)
            throws RefusedException {
        Attributes attributes = new Attributes();
        // Told after what makes a CloudEvent is checked, as in the structured mode.
        RefusedException refused = null;
        for (int i = 0; i < HEADERS.size(); i++) {
            String name = Attributes.NAMES.get(i);
            byte[] header = CloudEventDecoder.header(headers, HEADERS.get(i));
            String text = header == null ? null : StrictJson.utf8(header);
            if (header != null && text == null) {
                text = new String(header, StandardCharsets.UTF_8);
                refused = refused == null ? RefusedException.invalidField(name, "is no UTF-8 text", "UTF-8") : refused;
            }
            attributes.set(name, text);
        }
        CloudEventDecoder.requireOurs(attributes);
        if (contentType != null && !contentType.isJson()) {
            throw CloudEventDecoder.notCloudEvent(
                    "content-type is " + BoundedText.quote(contentType.text()), "none or " + ContentType.JSON);
        }
        // Malformed JSON is the graver answer.
        EventDataParser.Result data = data(value);
        if (refused != null) {
            throw refused;
        }
        return new CloudEventContent(attributes, data.dataOrThrow());
    }

    private static EventDataParser.Result data(byte[] value) throws RefusedException {
        try (JsonParser parser = StrictJson.parser(StrictJson.text(value))) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                EventDataParser.Result data = EventDataParser.parse(parser);
                StrictJson.requireEnd(parser, first);
                return data;
            }
            parser.skipChildren();
            StrictJson.requireEnd(parser, first);
            throw RefusedException.invalidField("data", "is no JSON object", "a JSON object");
        }
    }
}
