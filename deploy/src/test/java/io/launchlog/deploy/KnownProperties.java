package io.launchlog.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties that the services read, from what the compiler writes down of them
 * (META-INF/spring-configuration-metadata.json): our own, and those of Spring Boot that are on their class path.
 */
public final class KnownProperties {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final KnownProperties ALL = read();

    /** Their types by their names. */
    private final Map<String, String> types;

    private KnownProperties(Map<String, String> types) {
        this.types = types;
    }

    /** Those of both services. */
    public static KnownProperties all() {
        return ALL;
    }

    /**
     * Whether there is that property.
     *
     * @param name as in a properties file with dashes, such as {@code spring.kafka.bootstrap-servers}; that of an entry of
     *     a map or list counts when there is the map or list
     */
    public boolean has(String name) {
        return types.keySet().stream()
                .anyMatch(known -> name.equals(known)
                        || (hasEntries(known) && (name.startsWith(known + ".") || name.startsWith(known + "["))));
    }

    /**
     * Whether that environment variable sets a property: the name in capitals, with underscores for dots and without
     * dashes.
     *
     * @param variable such as {@code SPRING_KAFKA_BOOTSTRAP_SERVERS}; one with an underscore for a dash is not what Spring
     *     Boot documents, though bound as well, and counts too
     */
    public boolean hasVariable(String variable) {
        String wanted = withoutSeparators(variable);
        return types.keySet().stream().anyMatch(known -> {
            String found = withoutSeparators(known);
            return wanted.equals(found) || (hasEntries(known) && wanted.startsWith(found));
        });
    }

    private static String withoutSeparators(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private boolean hasEntries(String known) {
        String type = types.getOrDefault(known, "");
        return type.startsWith("java.util.Map")
                || type.startsWith("java.util.List")
                || type.startsWith("java.util.Set");
    }

    private static KnownProperties read() {
        Map<String, String> types = new TreeMap<>();
        try {
            for (URL place :
                    Collections.list(KnownProperties.class.getClassLoader().getResources(METADATA))) {
                try (InputStream input = place.openStream()) {
                    for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
                        types.put(
                                property.required("name").asString(),
                                property.path("type").asString(""));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KnownProperties(types);
    }
}
