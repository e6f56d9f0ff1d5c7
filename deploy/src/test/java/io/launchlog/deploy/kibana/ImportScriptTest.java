package io.launchlog.deploy.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.kibana.PlayedKibana.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import.sh} as an operator runs it, against a server that plays Kibana's part. */
class ImportScriptTest {

    private static final String IMPORT = "/api/saved_objects/_import?overwrite=true";

    /** @param out what it said, standard error behind standard output */
    private record Run(int code, String out) {}

    @TempDir
    private Path directory;

    private PlayedKibana kibana;

    @BeforeEach
    void start() throws IOException {
        kibana = PlayedKibana.start();
    }

    @AfterEach
    void stop() {
        kibana.close();
    }

    @Test
    void importsTheFileAndSaysWhatItImported() {
        kibana.replies(IMPORT, Reply.imported(SavedObjects.read()));
        Run run = run(Map.of());
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("Imported 11 objects", "index-pattern launchlog-events", "dashboard launchlog\n")
                .contains(kibana.url() + "/app/dashboards#/view/launchlog");
        assertThat(kibana.received(IMPORT)).hasSize(1);
        assertThat(kibana.received(IMPORT).getFirst().header("kbn-xsrf")).isNotEmpty();
        assertThat(kibana.received(IMPORT).getFirst().body())
                .contains("filename=\"launchlog.ndjson\"")
                .contains(Checkout.text("deploy/kibana/launchlog.ndjson"));
    }

    @Test
    void importsIntoASpace() {
        kibana.replies("/s/sre" + IMPORT, Reply.imported(SavedObjects.read()));
        Run run = run(Map.of("KIBANA_SPACE", "sre", "KIBANA_URL", kibana.url() + "/"));
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains(kibana.url() + "/s/sre/app/dashboards#/view/launchlog");
    }

    @Test
    void waitsUntilKibanaIsReady() {
        kibana.replies("/api/status", Reply.of(503, "Kibana server is not ready yet."), Reply.of(200, "{}"));
        kibana.replies(IMPORT, Reply.imported(SavedObjects.read()));
        Run run = run(Map.of());
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(kibana.received("/api/status")).hasSize(2);
    }

    @Test
    void givesUpWhenKibanaIsNotReadyInTime() {
        kibana.replies("/api/status", Reply.of(503, "Kibana server is not ready yet."));
        Run run = run(Map.of("KIBANA_WAIT", "0"));
        assertFailed(run, "was not ready within 0 s (KIBANA_WAIT): it answers 503");
        assertThat(kibana.received(IMPORT)).isEmpty();
    }

    @Test
    void givesUpWhenNobodyListens() {
        String url = kibana.url();
        kibana.close();
        assertFailed(run(Map.of("KIBANA_URL", url, "KIBANA_WAIT", "0")), url + " was not ready within 0 s");
    }

    @Test
    void saysWhichObjectsKibanaRefused() {
        kibana.replies(IMPORT, Reply.of(200, """
                        {"successCount":10,"success":false,"successResults":[{"type":"lens","id":"launchlog-failure-texts"}],\
                        "errors":[{"id":"launchlog","type":"dashboard","error":{"type":"missing_references"}}]}"""));
        assertFailed(run(Map.of()), "took 10 of 11 objects", "\"id\":\"launchlog\"", "missing_references");
    }

    @Test
    void isContentOnlyWithAllObjects() {
        kibana.replies(IMPORT, Reply.of(200, "{\"successCount\":3,\"success\":true,\"successResults\":[]}"));
        assertFailed(run(Map.of()), "took 3 of 11 objects");
    }

    @Test
    void sendsUserAndPassword() throws IOException {
        kibana.replies(IMPORT, Reply.imported(SavedObjects.read()));
        Path password = secret("pass \"word\\ with: all\n");
        Run run = run(Map.of("KIBANA_USER", "ops", "KIBANA_PASSWORD_FILE", password.toString()));
        assertThat(run.code()).as(run.out()).isZero();
        // ops:pass "word\ with: all
        assertThat(kibana.received(IMPORT).getFirst().header("authorization"))
                .isEqualTo("Basic b3BzOnBhc3MgIndvcmRcIHdpdGg6IGFsbA==");
    }

    @Test
    void sendsAnApiKey() throws IOException {
        kibana.replies(IMPORT, Reply.imported(SavedObjects.read()));
        Run run = run(Map.of("KIBANA_API_KEY_FILE", secret("a2V5\n").toString()));
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(kibana.received(IMPORT).getFirst().header("authorization")).isEqualTo("ApiKey a2V5");
    }

    @Test
    void aWrongPasswordEndsItAtOnceAndIsNotShown() throws IOException {
        kibana.replies("/api/status", Reply.of(401, "{\"statusCode\":401}"));
        Path password = secret("not-the-password");
        Run run = run(Map.of("KIBANA_USER", "ops", "KIBANA_PASSWORD_FILE", password.toString()));
        assertFailed(run, "does not accept the user or the API key (401)", "KIBANA_PASSWORD_FILE");
        assertThat(run.out()).doesNotContain("not-the-password");
        assertThat(kibana.received("/api/status")).hasSize(1);
    }

    @Test
    void aUserWhoMayNotImportIsToldWhatIsMissing() {
        kibana.replies(IMPORT, Reply.of(403, "{\"statusCode\":403}"));
        assertFailed(run(Map.of()), "(403)", "Saved Objects Management");
    }

    @Test
    void aPageThatIsMissingAndAnErrorAreTold() {
        kibana.replies(IMPORT, Reply.of(404, "{}"));
        assertFailed(run(Map.of("KIBANA_SPACE", "")), "has no such page (404)");
        kibana.replies(IMPORT, Reply.of(500, "{\"message\":\n\"out of order\"}"));
        assertFailed(run(Map.of()), "answered 500: {\"message\": \"out of order\"}");
    }

    @Test
    void settingsThatDoNotFitAreTold() throws IOException {
        Path secret = secret("x");
        for (Map.Entry<Map<String, String>, String> wrong : List.of(
                Map.entry(Map.of("KIBANA_WAIT", "1m"), "KIBANA_WAIT is '1m'"),
                Map.entry(Map.of("KIBANA_SPACE", "../x"), "KIBANA_SPACE is '../x'"),
                Map.entry(Map.of("KIBANA_USER", "ops"), "without KIBANA_PASSWORD_FILE"),
                Map.entry(Map.of("KIBANA_PASSWORD_FILE", secret.toString()), "without KIBANA_USER"),
                Map.entry(
                        Map.of(
                                "KIBANA_USER",
                                "ops",
                                "KIBANA_PASSWORD_FILE",
                                secret.toString(),
                                "KIBANA_API_KEY_FILE",
                                secret.toString()),
                        "both set"),
                Map.entry(Map.of("KIBANA_CA_FILE", "/none/ca.pem"), "/none/ca.pem cannot be read"))) {
            Run run = run(wrong.getKey());
            assertThat(run.code()).as(run.out()).isEqualTo(2);
            assertThat(run.out()).contains(wrong.getValue()).hasLineCount(1);
        }
        assertThat(kibana.received("/api/status")).isEmpty();
    }

    private Path secret(String text) throws IOException {
        return Files.writeString(directory.resolve("secret-" + System.nanoTime()), text);
    }

    private static void assertFailed(Run run, String... reasons) {
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.startsWith("import.sh: ")))
                .as("one line with the reason: %s", run.out())
                .hasSize(1);
        assertThat(run.out()).contains(reasons);
    }

    private Run run(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of("KIBANA_URL", kibana.url(), "KIBANA_WAIT", "30"));
        environment.putAll(settings);
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", Checkout.path("deploy/kibana/import.sh").toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KIBANA_") || name.endsWith("_proxy"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Run(process.exitValue(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
