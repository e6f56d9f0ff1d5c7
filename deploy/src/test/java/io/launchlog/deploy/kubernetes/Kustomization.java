package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.launchlog.deploy.Checkout;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code kustomize build} makes of a folder, as far as ours need it: the names of generated ConfigMaps stay without the
 * hash. {@link KustomizeToolTest} compares it with the tool.
 *
 * @param manifests in the order of the files
 * @param files all that were read, from the root of the checkout
 */
record Kustomization(List<Manifest> manifests, Set<String> files) {

    static final String FOLDER = "deploy/kubernetes/";
    private static final String NAME = "kustomization.yaml";
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "configMapGenerator", "images", "patches");

    /**
     * An overlay.
     *
     * @param name its folder's, such as {@code small}
     * @throws IllegalArgumentException when a patch has no target, or there is something that is not known here
     */
    static Kustomization overlay(String name) {
        return build(FOLDER + "overlays/" + name);
    }

    static Kustomization build(String folder) {
        Kustomization result = new Kustomization(new ArrayList<>(), new TreeSet<>());
        JsonNode kustomization = YamlFile.document(result.read(folder + "/" + NAME));
        kustomization.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException(folder + "/" + NAME + " has " + field + "; known here: " + KNOWN);
            }
        });
        elements(kustomization.path("resources")).forEach(resource -> result.addResource(folder, resource.asText()));
        elements(kustomization.path("configMapGenerator")).forEach(generator -> result.generate(folder, generator));
        elements(kustomization.path("patches")).forEach(patch -> result.patch(folder, patch));
        elements(kustomization.path("images")).forEach(result::changeImage);
        return result;
    }

    private String read(String file) {
        files.add(Checkout.path("").relativize(Checkout.path(file).normalize()).toString());
        return file;
    }

    private void addResource(String folder, String resource) {
        String path = folder + "/" + resource;
        if (Files.isDirectory(Checkout.path(path))) {
            Kustomization other = build(path);
            manifests.addAll(other.manifests());
            files.addAll(other.files());
        } else {
            YamlFile.documents(read(path)).forEach(document -> manifests.add(new Manifest((ObjectNode) document)));
        }
    }

    private void generate(String folder, JsonNode generator) {
        String name = generator.path("name").asText();
        ObjectNode data;
        if (generator.path("behavior").asText().equals("merge")) {
            data = (ObjectNode) find("ConfigMap", name).at("/data");
        } else {
            ObjectNode map = YamlFile.JSON.createObjectNode();
            map.put("apiVersion", "v1")
                    .put("kind", "ConfigMap")
                    .putObject("metadata")
                    .put("name", name);
            data = map.putObject("data");
            manifests.add(new Manifest(map));
        }
        elements(generator.path("envs"))
                .forEach(file -> Checkout.text(read(folder + "/" + file.asText()))
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(line ->
                                data.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1))));
    }

    private void patch(String folder, JsonNode patch) {
        Manifest target =
                find(patch.at("/target/kind").asText(), patch.at("/target/name").asText());
        JsonPatch.apply(YamlFile.document(read(folder + "/" + patch.path("path").asText())), target.content());
    }

    private void changeImage(JsonNode image) {
        String name = image.path("name").asText();
        for (Manifest manifest : manifests) {
            if (manifest.podSpec().path("containers") instanceof ArrayNode containers) {
                for (JsonNode container : containers) {
                    String found = container.path("image").asText();
                    if (found.startsWith(name + ":")) {
                        ((ObjectNode) container)
                                .put(
                                        "image",
                                        image.path("newName").asText() + ":"
                                                + image.path("newTag").asText());
                    }
                }
            }
        }
    }

    /** @throws NoSuchElementException when there is none */
    Manifest find(String kind, String name) {
        return manifests.stream()
                .filter(manifest ->
                        manifest.kind().equals(kind) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no " + kind + " " + name));
    }

    List<Manifest> ofKind(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .toList();
    }

    /** Those whose pods run our programs. */
    List<Manifest> ours() {
        return manifests.stream().filter(Manifest::hasPods).toList();
    }

    /** A setting of a generated ConfigMap; empty when it is not there. */
    String setting(String configMap, String variable) {
        return find("ConfigMap", configMap).at("/data").path(variable).asText("");
    }
}
