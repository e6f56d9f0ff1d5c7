package io.launchlog.query.auth.keystone;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Keystone of this machine's package {@code keystone}, with a database and keys of its own. */
final class RealKeystone implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    static final String PASSWORD = "of-the-test";

    private final Path directory;
    private final int port;
    private @Nullable Process process;
    private String admin = "";

    private RealKeystone(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** Whether the package is installed. */
    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "keystone-wsgi-public")));
    }

    /** Makes the database and starts it. */
    static RealKeystone start(Path directory) throws IOException, InterruptedException {
        RealKeystone keystone = new RealKeystone(directory);
        keystone.configure(Duration.ofHours(1));
        String user = System.getProperty("user.name");
        keystone.manage("db_sync");
        keystone.manage("fernet_setup", "--keystone-user", user, "--keystone-group", user);
        keystone.manage("credential_setup", "--keystone-user", user, "--keystone-group", user);
        keystone.manage("bootstrap", "--bootstrap-password", PASSWORD, "--bootstrap-public-url", keystone.url());
        keystone.letReadersNotBlockWriters();
        try {
            keystone.start();
            keystone.admin = keystone.token("admin", PASSWORD, "admin");
            return keystone;
        } catch (RuntimeException e) {
            keystone.close();
            throw e;
        }
    }

    /** From the next start on, how long tokens are good. */
    void configure(Duration life) throws IOException {
        Files.writeString(directory.resolve("keystone.conf"), """
                [DEFAULT]
                use_stderr = true
                [database]
                connection = sqlite:///%1$s/keystone.db
                [token]
                provider = fernet
                expiration = %2$d
                [fernet_tokens]
                key_repository = %1$s/fernet
                [credential]
                key_repository = %1$s/credential
                """.formatted(directory, life.toSeconds()));
    }

    private void manage(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "keystone-manage",
                "--config-file",
                directory.resolve("keystone.conf").toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** A Keystone that has refused a token keeps a reader of its sqlite open, on which its next write would fail. */
    private void letReadersNotBlockWriters() throws IOException, InterruptedException {
        run(List.of(
                "python3",
                "-c",
                "import sqlite3, sys\n"
                        + "mode = sqlite3.connect(sys.argv[1]).execute('pragma journal_mode=wal').fetchone()[0]\n"
                        + "sys.exit(mode != 'wal' and 'The journal of the database is ' + mode)",
                directory.resolve("keystone.db").toString()));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process managing = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("manage.log").toFile()))
                .start();
        if (!managing.waitFor(2, TimeUnit.MINUTES) || managing.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(directory.resolve("manage.log")));
        }
    }

    void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("keystone-wsgi-public", "--host", "127.0.0.1", "--port", Integer.toString(port));
        builder.environment()
                .put(
                        "OS_KEYSTONE_CONFIG_FILES",
                        directory.resolve("keystone.conf").toString());
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("keystone.log").toFile()))
                .start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> send("GET", "", "", null).statusCode() == 200);
    }

    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/v3";
    }

    /** Makes a project; its id. */
    String project(String name) {
        return ask("POST", "/projects", Map.of("project", Map.of("name", name)))
                .at("/project/id")
                .asString();
    }

    /** Makes a role. */
    void role(String name) {
        ask("POST", "/roles", Map.of("role", Map.of("name", name)));
    }

    /** Makes a user with a role in a project. */
    void user(String name, String projectId, String role) {
        String user = ask("POST", "/users", Map.of("user", Map.of("name", name, "password", PASSWORD)))
                .at("/user/id")
                .asString();
        String roleId =
                ask("GET", "/roles?name=" + role, null).at("/roles/0/id").asString();
        ask("PUT", "/projects/" + projectId + "/users/" + user + "/roles/" + roleId, null);
    }

    /** Makes an application credential of the administrator, with the administrator's roles in the project admin. */
    Credentials.Application applicationCredential(String name) {
        String user = ask("GET", "/users?name=admin", null).at("/users/0/id").asString();
        JsonNode made = ask(
                        "POST",
                        "/users/" + user + "/application_credentials",
                        Map.of("application_credential", Map.of("name", name)))
                .path("application_credential");
        return new Credentials.Application(
                made.path("id").asString(), made.path("secret").asString());
    }

    void revoke(String token) {
        HttpResponse<String> response = send("DELETE", "/auth/tokens", admin, null, "X-Subject-Token", token);
        if (response.statusCode() != 204) {
            throw new IllegalStateException("A token was not revoked: " + response.statusCode() + response.body());
        }
    }

    /** A token of a user for a project; without one when that is empty. */
    String token(String user, String password, String project) {
        Map<String, ?> identity = Map.of(
                "methods",
                List.of("password"),
                "password",
                Map.of("user", Map.of("name", user, "domain", Map.of("id", "default"), "password", password)));
        Object scope = project.isEmpty()
                ? "unscoped"
                : Map.of("project", Map.of("name", project, "domain", Map.of("id", "default")));
        HttpResponse<String> response =
                send("POST", "/auth/tokens", "", Map.of("auth", Map.of("identity", identity, "scope", scope)));
        return response.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IllegalStateException("No token for " + user + ": " + response.body()));
    }

    private JsonNode ask(String method, String path, @Nullable Object body) {
        HttpResponse<String> response = send(method, path, admin, body);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + response.body());
        }
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }

    private HttpResponse<String> send(
            String method, String path, String token, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        // It closes the connection behind each answer without a word, and Java's client repeats no POST.
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
