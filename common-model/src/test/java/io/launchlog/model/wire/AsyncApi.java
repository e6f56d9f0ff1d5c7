package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The description of the topics, as it is checked in. */
final class AsyncApi {

    private static final Map<String, Object> ROOT = read();

    private AsyncApi() {}

    /** What is at that path, references followed; fails when there is nothing. */
    static Object at(String... path) {
        Object value = ROOT;
        for (String name : path) {
            value = followed(object(value).get(name));
            assertThat(value).as("asyncapi.yaml: %s of %s", name, List.of(path)).isNotNull();
        }
        return value;
    }

    static Map<String, Object> objectAt(String... path) {
        return object(at(path));
    }

    /** The schema of that property. */
    static Map<String, Object> property(Map<String, Object> schema, String name) {
        return object(followed(object(schema.get("properties")).get(name)));
    }

    /** In their order. */
    static List<String> propertiesOf(Map<String, Object> schema) {
        return List.copyOf(object(schema.get("properties")).keySet());
    }

    /** The properties that are always there. */
    static List<String> requiredOf(Map<String, Object> schema) {
        return texts(schema.get("required"));
    }

    static List<String> texts(Object list) {
        return ((List<?>) list)
                .stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static Object followed(Object value) {
        return value instanceof Map<?, ?> object && object.get("$ref") instanceof String reference
                ? at(reference.substring("#/".length()).split("/"))
                : value;
    }

    private static Map<String, Object> read() {
        try (InputStream file = CloudEventDecoder.class.getResourceAsStream("asyncapi.yaml")) {
            return new Yaml().load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
