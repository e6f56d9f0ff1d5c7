package io.launchlog.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BothBackendsIT {

    @TempDir
    Path directory;

    @Test
    void startAtTheSameTimeOnTwoPlainThreads() throws Exception {
        var kafka = new FutureTask<>(() -> EmbeddedKafka.start(directory.resolve("kafka"), 0));
        var elasticsearch = new FutureTask<>(() -> EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0));
        new Thread(kafka, "start-kafka").start();
        new Thread(elasticsearch, "start-elasticsearch").start();

        try (EmbeddedKafka broker = kafka.get(90, TimeUnit.SECONDS);
                EmbeddedElasticsearch node = elasticsearch.get(90, TimeUnit.SECONDS)) {
            assertThat(broker.port()).isNotEqualTo(node.port());
            assertThat(nodesOf(broker)).isEqualTo(1);
            assertThat(statusOf(node)).isEqualTo(200);
        }
    }

    private static int nodesOf(EmbeddedKafka broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeCluster().nodes().get(30, TimeUnit.SECONDS).size();
        }
    }

    private static int statusOf(EmbeddedElasticsearch node) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(node.httpAddress()))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
