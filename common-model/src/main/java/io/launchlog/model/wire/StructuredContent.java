package io.launchlog.model.wire;

import io.launchlog.model.event.BoundedText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The structured mode: attributes and data in one JSON object. */
final class StructuredContent {

    private final Attributes attributes = new Attributes();
    private EventDataParser.@Nullable Result data;
    private @Nullable String dataContentType;

    /** The first attribute of the wrong type or misplaced content; told after what makes a CloudEvent is checked. */
    private @Nullable RefusedException refused;

    private StructuredContent() {}

    static CloudEventContent read(byte[] value) throws RefusedException {
        StructuredContent content = new StructuredContent();
        try (JsonParser parser = StrictJson.parser(StrictJson.text(value))) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                content.readObject(parser);
            } else {
                parser.skipChildren();
            }
            StrictJson.requireEnd(parser, first);
            if (first != JsonToken.START_OBJECT) {
                throw CloudEventDecoder.notCloudEvent("The value is no JSON object", "a CloudEvent in JSON");
            }
        }
        return content.checked();
    }

    private void readObject(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data")) {
                readData(parser, value);
            } else if (name.equals("data_base64") && value != JsonToken.VALUE_NULL) {
                refuse("data_base64", "is given", "data as a JSON object");
            } else if (name.equals("datacontenttype") || Attributes.NAMES.contains(name)) {
                readAttribute(parser, name, value);
            }
            parser.skipChildren();
        }
    }

    private void readData(JsonParser parser, JsonToken value) {
        if (value == JsonToken.START_OBJECT) {
            data = EventDataParser.parse(parser);
        } else if (value != JsonToken.VALUE_NULL) {
            refuse("data", "is no JSON object", "a JSON object");
        }
    }

    private void readAttribute(JsonParser parser, String name, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            if (name.equals("datacontenttype")) {
                dataContentType = parser.getString();
            } else {
                attributes.set(name, parser.getString());
            }
        } else if (value != JsonToken.VALUE_NULL) {
            // Present, though not as text: what is wrong is the value, not that it is missing.
            attributes.set(name, parser.getString());
            refuse(name, "is no string", "a string");
        }
    }

    private CloudEventContent checked() throws RefusedException {
        CloudEventDecoder.requireOurs(attributes);
        if (dataContentType != null && !new ContentType(dataContentType).isJson()) {
            throw CloudEventDecoder.notCloudEvent(
                    "datacontenttype is " + BoundedText.quote(dataContentType), "none or " + ContentType.JSON);
        }
        if (refused != null) {
            throw refused;
        }
        if (data == null) {
            throw RefusedException.invalidField("data", "is missing", "a JSON object");
        }
        return new CloudEventContent(attributes, data.dataOrThrow());
    }

    private void refuse(String field, String problem, String allowed) {
        if (refused == null) {
            refused = RefusedException.invalidField(field, problem, allowed);
        }
    }
}
