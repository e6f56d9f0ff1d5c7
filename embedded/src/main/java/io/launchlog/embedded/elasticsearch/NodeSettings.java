package io.launchlog.embedded.elasticsearch;

import io.launchlog.embedded.LoopbackPort;
import java.nio.file.Path;
import org.elasticsearch.common.settings.Settings;

/** The settings of one node on a laptop. */
final class NodeSettings {

    static final String CLUSTER_NAME = "launchlog-embedded";
    static final String NODE_NAME = "embedded";

    private NodeSettings() {}

    static Settings of(Path home, int httpPort) {
        return Settings.builder()
                .put("cluster.name", CLUSTER_NAME)
                .put("node.name", NODE_NAME)
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString())
                .put("discovery.type", "single-node")
                .put("network.host", LoopbackPort.HOST)
                .put("transport.port", 0)
                .put("http.port", httpPort)
                // Kafka brings zstd to the class path, and an answer that Netty compresses with it never ends.
                .put("http.compression", false)
                // A nearly full disk of a laptop must not make its indices read-only.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                // The heap is shared with Kafka and the services; garbage of theirs must not make requests fail.
                .put("indices.breaker.total.use_real_memory", false)
                .build();
    }
}
