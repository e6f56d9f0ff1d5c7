package io.launchlog.ingest.deadletter;

import io.launchlog.model.event.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a dead letter seems to be about. Its value is at fault, so this is a guess: what the value says as far as it can
 * be read, else what the key says.
 *
 * @param project an id; null when it cannot be told
 * @param service the same
 */
record Subject(@Nullable String project, @Nullable String service) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Subject UNKNOWN = new Subject(null, null);

    static Subject of(byte @Nullable [] key, byte @Nullable [] value) {
        Subject inValue = value == null ? UNKNOWN : inValue(value);
        Subject inKey = key == null ? UNKNOWN : inKey(new String(key, StandardCharsets.UTF_8));
        return new Subject(
                inValue.project == null ? inKey.project : inValue.project,
                inValue.service == null ? inKey.service : inValue.service);
    }

    /** {@code project/service}, with a question mark for what is unknown; a dash when both are. */
    @Override
    public String toString() {
        return project == null && service == null
                ? "-"
                : Objects.requireNonNullElse(project, "?") + "/" + Objects.requireNonNullElse(service, "?");
    }

    private static Subject inKey(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? UNKNOWN : new Subject(valid(key.substring(0, slash)), valid(key.substring(slash + 1)));
    }

    /** In the value itself (binary mode) or in its {@code data} (structured mode). */
    private static Subject inValue(byte[] value) {
        String project = null;
        String service = null;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return UNKNOWN;
            }
            boolean inData = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    inData = false;
                    continue;
                }
                String name = parser.currentName();
                JsonToken content = parser.nextToken();
                if (content == JsonToken.START_OBJECT && name.equals("data") && !inData) {
                    inData = true;
                } else if (content == JsonToken.VALUE_STRING && name.equals("project_id")) {
                    project = valid(parser.getString());
                } else if (content == JsonToken.VALUE_STRING && name.equals("service_id")) {
                    service = valid(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            // What was found before counts.
        }
        return new Subject(project, service);
    }

    private static @Nullable String valid(String id) {
        return ResourceId.isValid(id) ? id : null;
    }
}
