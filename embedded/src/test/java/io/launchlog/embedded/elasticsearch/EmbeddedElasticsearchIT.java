package io.launchlog.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.embedded.LoopbackPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchIT {

    @TempDir
    Path directory;

    @Test
    void keepsDocumentsTemplatesAndAliasesThroughAStopAndAStartOnTheSamePort() {
        int port = LoopbackPort.free();
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, port);
                RestClient client = new RestClient(node)) {
            assertThat(node.port()).isEqualTo(port);
            assertThat(node.httpAddress()).isEqualTo("http://127.0.0.1:" + port);
            assertThat(client.put("/_index_template/events", TEMPLATE).status()).isEqualTo(200);
            assertThat(client.put("/events-1/_doc/a?routing=ab&refresh=true", EVENT)
                            .status())
                    .isEqualTo(201);
            assertThatTheEventIsFound(client);
        }
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, port);
                RestClient client = new RestClient(node)) {
            client.get("/_cluster/health?wait_for_status=yellow&timeout=30s");
            assertThatTheEventIsFound(client);
            client.put("/events-2/_doc/b?routing=ab&refresh=true", EVENT);
            assertThat(client.get("/events/_search?filter_path=hits.total.value")
                            .body())
                    .isEqualTo("{\"hits\":{\"total\":{\"value\":2}}}");
        }
    }

    private static final String TEMPLATE = """
            {
              "index_patterns": ["events-*"],
              "template": {
                "aliases": {"events": {}},
                "settings": {"number_of_replicas": 0},
                "mappings": {
                  "dynamic": "strict",
                  "properties": {
                    "time": {"type": "date", "format": "strict_date_time"},
                    "service": {"type": "keyword"},
                    "name": {"type": "alias", "path": "service"},
                    "details": {"type": "flattened"},
                    "message": {"type": "text"}
                  }
                }
              }
            }
            """;

    private static final String EVENT = """
            {
              "time": "2026-11-23T10:00:00.123Z",
              "service": "checkout",
              "details": {"image": {"tag": "1.2"}},
              "message": "Pulled the image"
            }
            """;

    private static void assertThatTheEventIsFound(RestClient client) {
        String everyField = """
                {
                  "query": {
                    "bool": {
                      "filter": [
                        {"term": {"name": "checkout"}},
                        {"term": {"details.image.tag": "1.2"}},
                        {"range": {"time": {"gte": "2026-11-23T10:00:00.123Z", "lt": "2026-11-23T10:00:00.124Z"}}},
                        {"match": {"message": "image"}}
                      ]
                    }
                  },
                  "sort": [{"time": "desc"}]
                }
                """;
        assertThat(client.post("/events/_search?routing=ab&filter_path=hits.total.value,hits.hits._id", everyField))
                .isEqualTo(
                        new RestClient.Answer(200, "{\"hits\":{\"total\":{\"value\":1},\"hits\":[{\"_id\":\"a\"}]}}"));
    }

    @Test
    void saysWhoItIsAtItsRootAsAFullServerDoes() {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, 0);
                RestClient client = new RestClient(node)) {
            assertThat(client.get("/").body())
                    .contains("\"name\" : \"embedded\"")
                    .contains("\"cluster_name\" : \"launchlog-embedded\"")
                    .containsPattern("\"cluster_uuid\" : \"[\\w-]{20,}\"")
                    .contains("\"number\" : \"9.5.3\"")
                    .contains("\"lucene_version\" : \"10.")
                    .contains("\"tagline\" : \"You Know, for Search\"");
            assertThat(client.head("/")).isEqualTo(new RestClient.Answer(200, ""));
        }
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedElasticsearch.start(directory, other.getLocalPort()))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("Elasticsearch cannot listen on port %d of 127.0.0.1, because it is in use:"
                                    .formatted(other.getLocalPort())
                            + " stop the process that listens there, or choose another port.");
        }
    }

    @Test
    void saysWhichDirectoryIsInUseAndLeavesItsOwnerAlone() {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, 0);
                RestClient client = new RestClient(node)) {
            assertThatThrownBy(() -> EmbeddedElasticsearch.start(directory, 0))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageMatching("The Elasticsearch data directory .+ is in use by another process:"
                            + " stop that one, or choose another directory\\.");
            assertThat(client.get("/_cluster/health").status()).isEqualTo(200);
        }
    }

    @Test
    void aStartThatFailsEndsInAnExceptionAndLeavesNoThreadBehind() throws Exception {
        EmbeddedElasticsearch.start(directory, 0).close();
        assertThatNoThreadIsLeft();

        Path lockFile = directory.resolve("data").resolve("node.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> EmbeddedElasticsearch.start(directory, 0))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageStartingWith("Elasticsearch did not start on data directory " + directory.toRealPath())
                    .message()
                    .doesNotContain("\n");
        }
        assertThatNoThreadIsLeft();

        EmbeddedElasticsearch.start(directory, 0).close();
    }

    private static void assertThatNoThreadIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(elasticsearchThreads()).isEmpty());
    }

    private static List<String> elasticsearchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("elasticsearch"))
                .sorted()
                .toList();
    }
}
