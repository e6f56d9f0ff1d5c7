package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.launchlog.deploy.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kustomize itself makes of the overlays, where kubectl is installed; it needs no cluster for that. */
class KustomizeToolTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void makes_the_same_as_is_tested_here(String overlay) throws Exception {
        assertThat(byTitle(YamlFile.parse(build(overlay))))
                .isEqualTo(byTitle(Kustomization.overlay(overlay).manifests().stream()
                        .map(manifest -> (JsonNode) manifest.content())
                        .toList()));
    }

    @Test
    void another_setting_makes_another_configmap() throws Exception {
        String built = build("small");

        assertThat(built).containsPattern("kind: ConfigMap\nmetadata:\n  name: ingest-[a-z0-9]{10}\n");
        assertThat(built).doesNotContainPattern("configMapRef:\n\\s+name: ingest\n");
    }

    /** Names of generated ConfigMaps without the hash; the namespace is in each and not compared. */
    private static Map<String, JsonNode> byTitle(Iterable<JsonNode> documents) throws IOException {
        Map<String, JsonNode> sorted = new TreeMap<>();
        for (JsonNode document : documents) {
            String text = document.toString().replaceAll("\"(backends|ingest|query)-[a-z0-9]{10}\"", "\"$1\"");
            ObjectNode plain = (ObjectNode) YamlFile.JSON.readTree(text);
            ((ObjectNode) plain.path("metadata")).remove("namespace");
            sorted.put(new Manifest(plain).title(), plain);
        }
        return sorted;
    }

    private String build(String overlay) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        Checkout.path(Kustomization.FOLDER + "overlays/" + overlay)
                                .toString())
                .redirectError(errors.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "kubectl is not installed (Debian's kubernetes-client is enough)");
            throw e;
        }
        process.getOutputStream().close();
        String built = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return built;
    }
}
