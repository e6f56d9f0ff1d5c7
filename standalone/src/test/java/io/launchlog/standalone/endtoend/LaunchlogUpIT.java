package io.launchlog.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.standalone.endtoend.Api.Event;
import io.launchlog.standalone.endtoend.Api.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The start-up surface (contract section 5): always on the embedded backends, because they are what it starts. */
class LaunchlogUpIT {

    private static final String[] FREE_PORTS = {"--port=0", "--kafka-port=0", "--elasticsearch-port=0"};
    private static final Duration STOP = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    @Test
    void it_comes_up_shows_the_demo_stops_cleanly_and_keeps_its_events() throws Exception {
        Page first;
        try (LaunchlogProcess up =
                up("--launchlog.index.refresh-interval=200ms").awaitReady()) {
            JsonNode answer = run(up.curl());
            assertThat(answer.get("service_id").stringValue()).isEqualTo("demo-resnet");
            assertThat(answer.get("count").intValue()).isPositive();

            up.awaitOutput("What became of them");
            up.awaitOutput("demo-llama/events");
            first = eventsOf(up, "demo-resnet");
            assertThat(first.events()).extracting(Event::time).isSortedAccordingTo(Collections.reverseOrder());
            assertThat(first.events()).extracting(Event::type).containsOnly("normal");
            assertThat(eventsOf(up, "demo-bert").events())
                    .extracting(Event::type)
                    .contains("abnormal");
            assertThat(eventsOf(up, "demo-llama").events())
                    .extracting(Event::type)
                    .contains("abnormal");

            whatElseIsStartedSaysSoInOneLine(up);
            operationsFindTheInstance();

            try (LaunchlogProcess demo = LaunchlogProcess.start(directory, "demo")) {
                assertThat(demo.exitCode()).as(demo.err()).isZero();
                assertThat(demo.out()).contains("/demo-bert/events");
            }
            first = awaitTotal(up, "demo-resnet", 2 * first.total());

            up.signal("INT");
            assertThat(up.exitCodeWithin(STOP)).as(up.out()).isZero();
            assertThat(up.err()).isEmpty();
            assertNoTokenInLogs();
        }
        try (LaunchlogProcess demo = LaunchlogProcess.start(directory, "demo")) {
            assertFailsInOneLine(demo, "No Launchlog runs");
        }

        try (LaunchlogProcess again = up("--no-demo").awaitReady()) {
            assertThat(run(again.curl()).get("total_count").longValue()).isPositive();
            assertThat(eventsOf(again, "demo-resnet")).isEqualTo(first);
            again.signal("KILL");
            assertThat(again.exitCode()).isNotZero();
        }

        // With equals signs and a quote, as tokens may have.
        try (LaunchlogProcess afterKill =
                up("--no-demo", "--token", "it's=long==demo").awaitReady()) {
            assertThat(afterKill.curl()).contains("it'\\''s=long=");
            assertThat(run(afterKill.curl()).get("total_count").longValue()).isPositive();
            afterKill.signal("TERM");
            assertThat(afterKill.exitCodeWithin(STOP)).as(afterKill.out()).isZero();
        }
    }

    private void operationsFindTheInstance() throws Exception {
        try (LaunchlogProcess list = LaunchlogProcess.start(directory, "dlq", "list")) {
            assertThat(list.exitCode()).as(list.err()).isZero();
            assertThat(list.out().lines()).hasSize(2).last().isEqualTo("No dead letters.");
            assertThat(list.err()).isEmpty();
        }
        try (LaunchlogProcess elsewhere = LaunchlogProcess.start(directory, "dlq", "list", "--data", "nowhere")) {
            assertFailsInOneLine(elsewhere, "No Launchlog runs", "--data");
        }
    }

    private void whatElseIsStartedSaysSoInOneLine(LaunchlogProcess up) throws Exception {
        try (LaunchlogProcess second = up()) {
            assertFailsInOneLine(second, directory.resolve("data").toRealPath().toString(), "in use");
        }
        String port = up.address().substring(up.address().lastIndexOf(':') + 1);
        try (LaunchlogProcess onSamePort = LaunchlogProcess.start(
                directory, "up", "--data", "other", "--port", port, "--kafka-port=0", "--elasticsearch-port=0")) {
            assertFailsInOneLine(onSamePort, port, "in use", "--port");
        }
    }

    @Test
    void what_is_called_wrongly_says_so_in_one_line() throws Exception {
        try (LaunchlogProcess misspelt = LaunchlogProcess.start(directory, "up", "--prot=8081")) {
            assertFailsInOneLine(misspelt, "--prot");
        }
        try (LaunchlogProcess noPort = LaunchlogProcess.start(directory, "up", "--port", "http")) {
            assertFailsInOneLine(noPort, "--port");
        }
        try (LaunchlogProcess noProject = LaunchlogProcess.start(directory, "up", "--token", "secret-token")) {
            assertFailsInOneLine(noProject, "--token", "TOKEN=PROJECT");
            assertThat(noProject.err()).doesNotContain("secret-token");
        }
        try (LaunchlogProcess unknown = LaunchlogProcess.start(directory, "upp")) {
            assertFailsInOneLine(unknown, "upp", "help");
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void the_script_lists_its_commands_from_anywhere_and_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("ll"), LaunchlogProcess.script());
        for (String[] arguments : List.of(new String[] {"help"}, new String[0])) {
            try (LaunchlogProcess help = LaunchlogProcess.start(link, directory, arguments)) {
                assertThat(help.exitCode()).isZero();
                assertThat(help.out()).contains("up ", "demo ", "dlq ", "bench ", "build ", "version ", "help ");
            }
        }
        Files.delete(link);
    }

    private LaunchlogProcess up(String... more) throws IOException {
        String[] arguments = new String[FREE_PORTS.length + more.length + 1];
        arguments[0] = "up";
        System.arraycopy(FREE_PORTS, 0, arguments, 1, FREE_PORTS.length);
        System.arraycopy(more, 0, arguments, FREE_PORTS.length + 1, more.length);
        return LaunchlogProcess.start(directory, arguments);
    }

    private static void assertFailsInOneLine(LaunchlogProcess process, String... words) throws InterruptedException {
        assertThat(process.exitCode()).as(process.out()).isNotZero();
        assertThat(process.err().lines()).singleElement().asString().contains(words);
    }

    private void assertNoTokenInLogs() throws IOException {
        Path file = directory.resolve("data").resolve("development-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("data/logs/up.log"))
                .content(StandardCharsets.UTF_8)
                .isNotEmpty()
                .doesNotContain(Files.readString(file).strip());
    }

    private Page awaitTotal(LaunchlogProcess up, String service, long total) {
        return await().atMost(Duration.ofMinutes(1)).until(() -> eventsOf(up, service), page -> page.total() == total);
    }

    private Page eventsOf(LaunchlogProcess up, String service) throws IOException {
        String token = Files.readString(directory.resolve("data").resolve("development-token"))
                .strip();
        return new Api(up.address(), "demo", token).events(service);
    }

    /** Does what the printed command line does, with the arguments that a shell makes of it. */
    private static JsonNode run(String curl) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "curl() { printf '%s\\n' \"$@\"; }; " + curl).start();
        List<String> arguments = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(arguments).hasSize(4).startsWith("-s", "-H");
        String[] header = arguments.get(2).split(": ", 2);
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments.get(3)))
                .header(header[0], header[1])
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
