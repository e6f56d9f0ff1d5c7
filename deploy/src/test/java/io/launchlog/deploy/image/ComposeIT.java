package io.launchlog.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.PublisherSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Both services from the files of their images, told nothing but what the images and {@code docker-compose.yml} set in
 * their environment, against Kafka and Elasticsearch in a process of their own. Only hosts and ports are others.
 */
class ComposeIT {

    private static final String TOKEN = "a.Token-of.the-Operator";
    private static final ServiceKey SERVICE = new ServiceKey("demo", "composed");
    private static final Duration LONG = Duration.ofSeconds(90);

    private final int ingestPort = LoopbackPort.free();
    private final int apiPort = LoopbackPort.free();
    private final int managementPort = LoopbackPort.free();

    @TempDir
    private Path folder;

    @Test
    void anEventIsPublishedReadAndTheServicesEndWhenTheyAreTold() throws Exception {
        ImageFile ingestImage = ImageFile.of("ingest-service");
        ImageFile queryImage = ImageFile.of("query-service");
        Path ingestFiles = Files.createDirectory(folder.resolve("ingest"));
        Path queryFiles = Files.createDirectory(folder.resolve("query"));
        ingestImage.unpack(ingestFiles);
        queryImage.unpack(queryFiles);
        Set<String> files = filesIn(ingestFiles, queryFiles);
        try (BackendProcess backends = BackendProcess.start(Files.createDirectory(folder.resolve("backends")));
                RunningImage ingest =
                        RunningImage.start(ingestImage, ingestFiles, List.of(), ingestSettings(backends));
                RunningImage query = RunningImage.start(queryImage, queryFiles, List.of(), querySettings(backends))) {
            awaitHealth(ingest);
            awaitHealth(query);
            assertThat(healthAt(ingestPort).required("status").asString()).isEqualTo("UP");
            assertThat(healthAt(managementPort).required("status").asString()).isEqualTo("UP");

            publish(backends);

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(events())
                            .extracting(event -> event.required("event_info").asString())
                            .contains("Failed to pull image: checksum mismatch"));
            assertThat(get("http://127.0.0.1:" + apiPort + "/v1/demo/services", "another")
                            .statusCode())
                    .isEqualTo(401);
            assertEnds(ingest);
            assertEnds(query);
            assertThat(filesIn(ingestFiles, queryFiles))
                    .as("its own files are not written to")
                    .isEqualTo(files);
        }
    }

    private Map<String, String> ingestSettings(BackendProcess backends) {
        Map<String, String> settings =
                moved(ComposeEnvironment.of("ingest", Map.of("LAUNCHLOG_TOKEN", TOKEN)), backends);
        settings.put("SERVER_PORT", Integer.toString(ingestPort));
        return settings;
    }

    private Map<String, String> querySettings(BackendProcess backends) {
        Map<String, String> settings =
                moved(ComposeEnvironment.of("query", Map.of("LAUNCHLOG_TOKEN", TOKEN)), backends);
        settings.put("SERVER_PORT", Integer.toString(apiPort));
        settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        return settings;
    }

    /** With the addresses of these backends in place of those in the network of compose. */
    private static Map<String, String> moved(Map<String, String> environment, BackendProcess backends) {
        Map<String, String> moved = new LinkedHashMap<>();
        environment.forEach((name, value) -> moved.put(
                name,
                value.replaceAll("\\bkafka:\\d+", backends.kafka())
                        .replaceAll("https?://elasticsearch:\\d+", backends.elasticsearch())));
        assertThat(moved.values())
                .as("addresses in the network of compose")
                .noneMatch(value -> value.contains("://elasticsearch"));
        return moved;
    }

    private static void awaitHealth(RunningImage service) {
        await().atMost(LONG).until(() -> {
            assertThat(service.isAlive()).as(service.output()).isTrue();
            return service.isHealthy();
        });
    }

    private static void assertEnds(RunningImage service) throws Exception {
        service.terminate();

        assertThat(service.awaitExit()).as("ended by SIGTERM").isEqualTo(143);
        assertThat(service.output()).contains("Graceful shutdown complete").doesNotContain("ERROR", "Exception");
        assertThat(service.isHealthy()).isFalse();
    }

    private static void publish(BackendProcess backends) {
        try (EventPublisher publisher = new EventPublisher(PublisherSettings.of(backends.kafka(), "/deploy/test"))) {
            var deployment = publisher.deployment(SERVICE, "composed").reporter();
            deployment.started();
            deployment.imagePulling().failed("CHECKSUM_MISMATCH", "Failed to pull image: checksum mismatch");
        }
    }

    private List<JsonNode> events() {
        String address = "http://127.0.0.1:%d/v1/%s/services/%s/events"
                .formatted(apiPort, SERVICE.projectId(), SERVICE.serviceId());
        HttpResponse<String> answer = get(address, TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("events")
                .valueStream()
                .toList();
    }

    private static JsonNode healthAt(int port) {
        return JsonMapper.shared()
                .readTree(get("http://127.0.0.1:" + port + "/actuator/health", TOKEN)
                        .body());
    }

    private static HttpResponse<String> get(String address, String token) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("X-Auth-Token", token)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Set<String> filesIn(Path... folders) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    found.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return found;
    }
}
