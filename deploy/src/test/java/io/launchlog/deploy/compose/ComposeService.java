package io.launchlog.deploy.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service of a Compose file.
 *
 * @param rawImage as it is written, with variables
 * @param raw all that is said of it, with the variables filled in
 */
record ComposeService(String name, String rawImage, Map<String, Object> raw) {

    /** A port of the container and the one of the host that leads there. */
    record Port(String address, String host, String container) {}

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        ComposeFile.map(raw.get("environment")).forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    List<Port> ports() {
        return ComposeFile.texts(raw.get("ports")).stream()
                .map(port -> port.split(":", 3))
                .map(parts -> new Port(parts[0], parts[1], parts[2]))
                .toList();
    }

    /** What is mounted, as {@code SOURCE:TARGET}. */
    List<String> volumes() {
        return ComposeFile.texts(raw.get("volumes"));
    }

    List<String> command() {
        return ComposeFile.texts(raw.get("command"));
    }

    List<String> entrypoint() {
        return ComposeFile.texts(raw.get("entrypoint"));
    }

    /** From the root of the checkout; empty when the image is not built from it. */
    String dockerfile() {
        return String.valueOf(ComposeFile.map(raw.get("build")).getOrDefault("dockerfile", ""));
    }

    Map<String, Object> buildArguments() {
        return ComposeFile.map(ComposeFile.map(raw.get("build")).get("args"));
    }

    /** The condition of each service that it waits for. */
    Map<String, String> dependsOn() {
        Map<String, String> conditions = new LinkedHashMap<>();
        ComposeFile.map(raw.get("depends_on"))
                .forEach((name, how) ->
                        conditions.put(name, String.valueOf(ComposeFile.map(how).get("condition"))));
        return conditions;
    }

    boolean hasHealthCheckOfItsOwn() {
        return healthCheck().containsKey("test");
    }

    boolean hasNoHealthCheck() {
        return Boolean.TRUE.equals(healthCheck().get("disable"));
    }

    Map<String, Object> healthCheck() {
        return ComposeFile.map(raw.get("healthcheck"));
    }

    /** Whether it ends when its work is done. */
    boolean isOneShot() {
        return "no".equals(raw.get("restart"));
    }

    String text(String name) {
        return String.valueOf(raw.getOrDefault(name, ""));
    }
}
