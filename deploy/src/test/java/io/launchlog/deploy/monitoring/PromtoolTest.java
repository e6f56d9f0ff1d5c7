package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.launchlog.deploy.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The rules as Prometheus itself reads and evaluates them; where its promtool is not installed, this is left out. */
class PromtoolTest {

    @BeforeAll
    static void isInstalled() {
        assumeTrue(
                Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(String.valueOf(System.getenv("PATH")))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool is not on the PATH (Debian: package prometheus)");
    }

    @Test
    void the_rules_are_rules() throws Exception {
        promtool("check", "rules", "alerts.yaml");
    }

    @Test
    void the_configuration_is_one() throws Exception {
        promtool("check", "config", "prometheus.yaml");
    }

    @Test
    void alerts_come_when_they_should_and_only_then() throws Exception {
        promtool("test", "rules", "alerts-test.yaml");
    }

    @Test
    void the_dashboard_asks_what_can_be_asked(@TempDir Path folder) throws Exception {
        List<Map<String, Object>> rules = new ArrayList<>();
        Dashboard.read()
                .expressions()
                .forEach(expression -> rules.add(Map.of("record", "panel:query:" + rules.size(), "expr", expression)));
        Path file = folder.resolve("dashboard.yaml");
        Files.writeString(
                file, new Yaml().dump(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));

        promtool("check", "rules", file.toString());
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Checkout.path(AlertRules.FOLDER).toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
