package io.launchlog.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.convert.DurationStyle;

/** What a service is configured with in its jar. */
final class ServiceDefaults {

    private final JsonNode content;

    /** @param service such as {@code ingest-service} */
    ServiceDefaults(String service) {
        String file = "/" + service + ".yaml";
        try (InputStream input = Objects.requireNonNull(ServiceDefaults.class.getResourceAsStream(file), file)) {
            content = YamlFile.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8))
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A property's value; empty when it is not set there.
     *
     * @param property with dots, where the file nests it
     */
    String get(String property) {
        return content.at("/" + property.replace('.', '/')).asText("");
    }

    /** @param otherwise Spring Boot's default, or that of the code */
    Duration duration(String property, Duration otherwise) {
        String value = get(property);
        return value.isEmpty() ? otherwise : DurationStyle.detectAndParse(value);
    }

    /** The endpoints of the actuator that are to be had over HTTP. */
    List<String> endpoints() {
        return List.of(get("management.endpoints.web.exposure.include").split(","));
    }
}
