package io.launchlog.query.documentation;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pieces of JSON Schema. */
public final class Schema {

    static final JsonMapper JSON = new JsonMapper();

    private Schema() {}

    public static ObjectNode text() {
        return JSON.createObjectNode().put("type", "string");
    }

    /** A text of so many characters. */
    static ObjectNode text(int minimum, int maximum) {
        return text().put("minLength", minimum).put("maxLength", maximum);
    }

    public static ObjectNode textLike(String pattern) {
        return text().put("pattern", pattern);
    }

    public static ObjectNode oneOf(List<String> values) {
        ObjectNode schema = text();
        values.forEach(schema.putArray("enum")::add);
        return schema;
    }

    /** A whole number of 64 bits. */
    public static ObjectNode integer(long minimum) {
        return JSON.createObjectNode()
                .put("type", "integer")
                .put("format", "int64")
                .put("minimum", minimum);
    }

    static ObjectNode integer(int minimum, int maximum) {
        return JSON.createObjectNode()
                .put("type", "integer")
                .put("format", "int32")
                .put("minimum", minimum)
                .put("maximum", maximum);
    }

    /** An object that always has all of its properties, in the order in which they are added. */
    static ObjectNode object() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schema.putArray("required");
        schema.putObject("properties");
        return schema;
    }

    static void property(ObjectNode object, String name, String description, JsonNode schema) {
        object.withArray("required").add(name);
        ObjectNode described = object.withObject("properties").putObject(name).put("description", description);
        described.setAll((ObjectNode) schema);
    }

    /** What is in the components of the document. */
    static ObjectNode reference(String kind, String name) {
        return JSON.createObjectNode().put("$ref", "#/components/" + kind + "/" + name);
    }
}
