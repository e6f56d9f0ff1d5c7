package io.launchlog.model;

import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON as text, and whether text is JSON. */
public final class Json {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** What is written to the generator. */
    public static String written(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = STRICT.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.toString();
    }

    /** The same JSON with one member a line, so that differences are seen. */
    public static String indented(String json) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), json)) {
            JsonToken previous = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    depth--;
                }
                if (previous != null && previous != JsonToken.PROPERTY_NAME) {
                    boolean first = previous.isStructStart() || token.isStructEnd();
                    text.append(first ? "\n" : ",\n").append("  ".repeat(depth));
                }
                text.append(
                        switch (token) {
                            case PROPERTY_NAME -> quoted(parser.getString()) + ": ";
                            case VALUE_STRING -> quoted(parser.getString());
                            default -> parser.getString();
                        });
                if (token.isStructStart()) {
                    depth++;
                }
                previous = token;
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return written(json -> json.writeString(text));
    }
}
