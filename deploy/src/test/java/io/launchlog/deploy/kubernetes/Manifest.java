package io.launchlog.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One resource.
 *
 * @param content all of it, which patches change
 */
record Manifest(ObjectNode content) {

    private static final Map<String, String> POD_SPECS = Map.of(
            "Deployment", "/spec/template", "Job", "/spec/template", "CronJob", "/spec/jobTemplate/spec/template");

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    /** Kind and name. */
    String title() {
        return kind() + " " + name();
    }

    /** @param pointer JSON pointer; what is not there is missing and not null */
    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** Empty when it is not there. */
    String text(String pointer) {
        return content.at(pointer).asText("");
    }

    boolean hasPods() {
        return POD_SPECS.containsKey(kind());
    }

    /** What pods of it are made from; missing when it has none of ours. */
    JsonNode podTemplate() {
        return hasPods() ? at(POD_SPECS.getOrDefault(kind(), "")) : content.at("/none");
    }

    JsonNode podSpec() {
        return podTemplate().path("spec");
    }

    /** The only container; ours have one each. */
    JsonNode container() {
        return podSpec().path("containers").path(0);
    }

    List<String> configMaps() {
        return elements(container().path("envFrom"))
                .map(source -> source.at("/configMapRef/name").asText())
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }
}
