package io.launchlog.embedded.kafka;

import static java.util.Map.entry;

import io.launchlog.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The broker settings of a node on a laptop. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MIB = 1024 * 1024;

    private static final List<String> REPLICATION_FACTORS = List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "share.coordinator.state.topic.replication.factor");

    private static final List<String> LEAST_IN_SYNC =
            List.of("min.insync.replicas", "transaction.state.log.min.isr", "share.coordinator.state.topic.min.isr");

    private static final Map<String, Object> FIXED = Map.ofEntries(
            entry("process.roles", "broker,controller"),
            entry("controller.listener.names", CONTROLLER_LISTENER),
            entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            entry("offsets.topic.num.partitions", 4),
            entry("transaction.state.log.num.partitions", 4),
            entry("share.coordinator.state.topic.num.partitions", 4),
            // A misspelt topic is an error; topics are made with their settings.
            entry("auto.create.topics.enable", false),
            entry("message.max.bytes", 4 * MIB),
            // The log is the truth: nothing disappears unless its topic says so, nor do the positions of consumers
            // when the laptop was off for a week.
            entry("log.retention.ms", -1),
            entry("offsets.retention.minutes", 365 * 24 * 60),
            // Fast: no wait for more consumers, and after kill -9 the old registration ends soon.
            entry("group.initial.rebalance.delay.ms", 0),
            entry("broker.session.timeout.ms", 3_000),
            entry("broker.heartbeat.interval.ms", 500),
            entry("server.max.startup.time.ms", 90_000),
            // Small: files, buffers (the cleaner alone would take 128 MiB of heap) and threads.
            entry("log.segment.bytes", 128 * MIB),
            entry("log.index.size.max.bytes", MIB),
            entry("metadata.log.segment.bytes", 16 * MIB),
            entry("offsets.topic.segment.bytes", 16 * MIB),
            entry("transaction.state.log.segment.bytes", 16 * MIB),
            entry("share.coordinator.state.topic.segment.bytes", 16 * MIB),
            entry("log.cleaner.dedupe.buffer.size", 8 * MIB),
            entry("num.network.threads", 2),
            entry("num.io.threads", 4),
            entry("background.threads", 2));

    private BrokerSettings() {}

    static Properties of(Path log, KafkaCluster cluster, KafkaCluster.Member self, List<Listener> more) {
        Properties settings = new Properties();
        FIXED.forEach((name, value) -> settings.setProperty(name, value.toString()));
        // What was acknowledged survives the loss of one broker, where there are several.
        String replicas = Integer.toString(Math.min(3, cluster.members().size()));
        String inSync = Integer.toString(Math.min(2, cluster.members().size()));
        REPLICATION_FACTORS.forEach(name -> settings.setProperty(name, replicas));
        LEAST_IN_SYNC.forEach(name -> settings.setProperty(name, inSync));
        settings.setProperty("node.id", Integer.toString(self.nodeId()));
        settings.setProperty("log.dirs", log.toString());
        settings.setProperty(
                "listeners",
                "PLAINTEXT://%1$s:%2$d,%3$s://%1$s:%4$d"
                        .formatted(LoopbackPort.HOST, self.port(), CONTROLLER_LISTENER, self.controllerPort()));
        settings.setProperty("controller.quorum.voters", cluster.voters());
        more.forEach(listener -> listener.addTo(settings));
        return settings;
    }
}
