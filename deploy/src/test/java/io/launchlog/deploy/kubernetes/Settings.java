package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;

import io.launchlog.deploy.KnownProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What our programs are told by the environment and by files, and whether they know it. */
final class Settings {

    private static final String SECRETS = "/etc/launchlog/secrets/";

    private Settings() {}

    /** What nobody reads, one line each. */
    static List<String> problems(Kustomization kustomization) {
        List<String> problems = new ArrayList<>();
        for (Manifest manifest : kustomization.ours()) {
            environment(kustomization, manifest).keySet().stream()
                    .filter(variable -> !KnownProperties.all().hasVariable(variable))
                    .forEach(variable ->
                            problems.add(manifest.title() + " is told " + variable + ", which it does not know"));
            MountedFiles.of(manifest).stream()
                    .filter(file -> file.startsWith(SECRETS) && !file.equals(SECRETS))
                    .map(file -> Path.of(file).getFileName().toString())
                    .filter(property -> !KnownProperties.all().has(property))
                    .forEach(property ->
                            problems.add(manifest.title() + " has a secret " + property + ", which it does not know"));
        }
        return problems;
    }

    /** The environment variables of its container. */
    static Map<String, String> environment(Kustomization kustomization, Manifest manifest) {
        Map<String, String> environment = new TreeMap<>();
        for (String map : manifest.configMaps()) {
            kustomization
                    .find("ConfigMap", map)
                    .at("/data")
                    .properties()
                    .forEach(setting ->
                            environment.put(setting.getKey(), setting.getValue().asText()));
        }
        elements(manifest.container().path("env"))
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }
}
