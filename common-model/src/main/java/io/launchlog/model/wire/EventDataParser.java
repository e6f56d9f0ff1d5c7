package io.launchlog.model.wire;

import io.launchlog.model.event.BoundedText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the object {@code data}; unknown fields are passed over, whatever they hold. */
final class EventDataParser {

    private final JsonParser parser;

    /** What is wrong first; the rest is still read, because malformed JSON is the graver answer. */
    private @Nullable RefusedException refused;

    private EventDataParser(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads from the parser's current token, the start of the object, to the end of it.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON
     */
    static Result parse(JsonParser parser) {
        EventDataParser reader = new EventDataParser(parser);
        EventData data = reader.read();
        return new Result(data, reader.refused);
    }

    /** The data, and the first field of the wrong type, if any. */
    record Result(EventData data, @Nullable RefusedException refused) {

        EventData dataOrThrow() throws RefusedException {
            if (refused != null) {
                throw refused;
            }
            return data;
        }
    }

    private EventData read() {
        EventData data = new EventData();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "project_id" -> data.projectId = string(field, value);
                case "service_id" -> data.serviceId = string(field, value);
                case "service_name" -> data.serviceName = string(field, value);
                case "event_info" -> data.eventInfo = string(field, value);
                case "event_type" -> data.eventType = string(field, value);
                case "occur_time" -> data.occurTime = integer(field, value);
                case "deployment_id" -> data.deploymentId = string(field, value);
                case "phase" -> data.phase = string(field, value);
                case "status" -> data.status = string(field, value);
                case "sequence" -> data.sequence = integer(field, value);
                case "model" -> data.model = string(field, value);
                case "model_version" -> data.modelVersion = string(field, value);
                case "instance_id" -> data.instanceId = string(field, value);
                case "node" -> data.node = string(field, value);
                case "image" -> data.image = string(field, value);
                case "error_code" -> data.errorCode = string(field, value);
                case "labels" -> data.labels = labels(value);
                default -> parser.skipChildren();
            }
        }
        return data;
    }

    private @Nullable String string(String field, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (value != JsonToken.VALUE_NULL) {
            refuseType(field, value, "a string");
        }
        return null;
    }

    private @Nullable Long integer(String field, JsonToken value) {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return parser.getLongValue();
            }
            refuse(field, "is " + BoundedText.quote(parser.getString()), "an integer of 64 bits");
        } else if (value == JsonToken.VALUE_NUMBER_FLOAT) {
            refuse(
                    field,
                    "is " + BoundedText.quote(parser.getString()),
                    "an integer written without fraction or exponent");
        } else if (value != JsonToken.VALUE_NULL) {
            refuseType(field, value, "an integer");
        }
        return null;
    }

    private Map<String, String> labels(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            if (value != JsonToken.VALUE_NULL) {
                refuseType("labels", value, "an object of strings");
            }
            return Map.of();
        }
        Map<String, String> labels = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken label = parser.nextToken();
            if (label == JsonToken.VALUE_STRING) {
                labels.put(key, parser.getString());
            } else {
                refuseType("labels", label, "an object of strings; the label " + BoundedText.quote(key) + " is none");
            }
        }
        return labels;
    }

    private void refuseType(String field, JsonToken value, String allowed) {
        String found = switch (value) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> value.toString();
        };
        parser.skipChildren();
        refuse(field, "is " + found, allowed);
    }

    private void refuse(String field, String problem, String allowed) {
        if (refused == null) {
            refused = RefusedException.invalidField(field, problem, allowed);
        }
    }
}
