package io.launchlog.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.deploy.Checkout;
import io.launchlog.embedded.LoopbackPort;
import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the Compose file starts, without containers: the set-up, then ingest and query, then the demo worker, each a
 * process of its own that is told by its environment variables alone.
 */
class ComposedProcessesIT {

    private static final String TOKEN = "a-token.of/ours";
    private static final String INTERRUPTED = "143";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void set_up_then_deploy_then_read_what_happened(@TempDir Path directory) throws Exception {
        ComposeFile file = ComposeFile.parse(
                Checkout.text("docker-compose.yml"), Checkout.text(".env") + "\nLAUNCHLOG_TOKEN=" + TOKEN);
        List<Integer> ports = LoopbackPort.free(3);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                EmbeddedElasticsearch elasticsearch =
                        EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
                ComposedProcesses processes = new ComposedProcesses(
                        file,
                        Map.of(
                                "kafka:9093",
                                kafka.bootstrapServers(),
                                "http://elasticsearch:9200",
                                elasticsearch.httpAddress()),
                        directory)) {
            assertThat(processes.run("setup", "ingest-service"))
                    .as(processes.printed("setup"))
                    .isZero();
            assertThat(processes.printed("setup"))
                    .contains("made     topic launchlog.service-events.v1: 4 partitions, 1 copy of each")
                    .endsWith("Set up: 10 made, 0 updated, 0 found; 0 of them differ.\n");
            assertThat(processes.run("setup", "ingest-service")).isZero();
            assertThat(processes.printed("setup")).contains("Set up: 0 made, 0 updated, 10 found");

            Process ingest = processes.start("ingest", "ingest-service", Map.of("SERVER_PORT", port(ports, 0)));
            Process query = processes.start(
                    "query",
                    "query-service",
                    Map.of("SERVER_PORT", port(ports, 1), "MANAGEMENT_SERVER_PORT", port(ports, 2)));
            awaitReady(port(ports, 0));
            awaitReady(port(ports, 2));

            assertThat(processes.run("demo", "demo-worker"))
                    .as(processes.printed("demo"))
                    .isZero();
            String address = "http://127.0.0.1:" + port(ports, 1) + "/v1/demo/services/demo-bert/events";
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> count(address + "?event_type=abnormal") == 2);
            assertThat(get(address, "another-token").statusCode()).isEqualTo(401);

            assertThat(List.of(ended(ingest), ended(query))).containsOnly(INTERRUPTED);
        }
    }

    private static String port(List<Integer> ports, int index) {
        return Integer.toString(ports.get(index));
    }

    private void awaitReady(String port) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> get("http://127.0.0.1:" + port + "/actuator/health/readiness", TOKEN)
                                .statusCode()
                        == 200);
    }

    private int count(String address) throws Exception {
        HttpResponse<String> answer = get(address, TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        return body.path("total_count").asInt();
    }

    private HttpResponse<String> get(String address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .header("X-Auth-Token", token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** As Docker stops a container: SIGTERM, and patience. */
    private static String ended(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Integer.toString(process.exitValue());
    }
}
