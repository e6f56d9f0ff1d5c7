package io.launchlog.query.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Compares JSON with a schema of the document, more strictly than JSON Schema does: every property is there, and none
 * that is not described. A keyword that it does not know is an error.
 */
record SchemaCheck(JsonNode document) {

    /** The value is what the components of the document call by that name. */
    void assertIs(String name, JsonNode value) {
        assertMatches(value, document.at("/components/schemas/" + name), name);
    }

    void assertMatches(JsonNode value, JsonNode schema, String where) {
        schema.propertyStream().forEach(keyword -> {
            JsonNode rule = keyword.getValue();
            switch (keyword.getKey()) {
                case "$ref" -> assertMatches(value, document.at(rule.asString().substring(1)), where);
                case "type" -> assertThat(typeOf(value)).as(where).isEqualTo(rule.asString());
                case "enum" -> assertThat(rule.valueStream()).as(where).contains(value);
                case "pattern" -> assertThat(value.asString()).as(where).containsPattern(rule.asString());
                case "minimum" -> assertThat(value.asLong()).as(where).isGreaterThanOrEqualTo(rule.asLong());
                case "maximum" -> assertThat(value.asLong()).as(where).isLessThanOrEqualTo(rule.asLong());
                case "minLength" -> assertThat(value.asString()).as(where).hasSizeGreaterThanOrEqualTo(rule.asInt());
                case "maxLength" -> assertThat(value.asString()).as(where).hasSizeLessThanOrEqualTo(rule.asInt());
                case "maxItems" -> assertThat(value.size()).as(where).isLessThanOrEqualTo(rule.asInt());
                case "items" -> {
                    for (JsonNode item : value) {
                        assertMatches(item, rule, where + "[]");
                    }
                }
                case "required" -> assertThat(value.propertyNames()).as(where).containsExactlyElementsOf(texts(rule));
                case "properties" ->
                    rule.propertyStream()
                            .forEach(property -> assertMatches(
                                    value.path(property.getKey()),
                                    property.getValue(),
                                    where + "." + property.getKey()));
                case "description", "format", "default", "examples" -> {}
                default -> throw new AssertionError(where + " has the unknown keyword " + keyword.getKey());
            }
        });
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> value.getNodeType().toString();
        };
    }
}
