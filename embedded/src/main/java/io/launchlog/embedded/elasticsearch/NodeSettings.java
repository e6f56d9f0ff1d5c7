package io.launchlog.embedded.elasticsearch;

import io.launchlog.embedded.LoopbackPort;
import java.nio.file.Path;
import org.elasticsearch.common.settings.Settings;

/** The settings of a node on a laptop. */
final class NodeSettings {

    static final String CLUSTER_NAME = "launchlog-embedded";
    static final String NODE_NAME = "embedded";

    private NodeSettings() {}

    static Settings of(Path home, int httpPort) {
        return common(home)
                .put("node.name", NODE_NAME)
                .put("discovery.type", "single-node")
                .put("transport.port", 0)
                .put("http.port", httpPort)
                .build();
    }

    static Settings of(Path home, ElasticsearchCluster cluster, ElasticsearchCluster.Member self) {
        return common(home)
                .put("node.name", self.name())
                .putList("discovery.seed_hosts", cluster.transportAddresses())
                .putList("cluster.initial_master_nodes", cluster.names())
                .put("transport.port", self.transportPort())
                .put("http.port", self.httpPort())
                .build();
    }

    private static Settings.Builder common(Path home) {
        return Settings.builder()
                .put("cluster.name", CLUSTER_NAME)
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString())
                // Where snapshots can go, so that restoring one can be tried.
                .put("path.repo", home.resolve("snapshots").toString())
                .put("network.host", LoopbackPort.HOST)
                // Kafka brings zstd to the class path, and an answer that Netty compresses with it never ends.
                .put("http.compression", false)
                // A nearly full disk of a laptop must not make its indices read-only.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                // The heap is shared with Kafka and the services; garbage of theirs must not make requests fail.
                .put("indices.breaker.total.use_real_memory", false);
    }
}
