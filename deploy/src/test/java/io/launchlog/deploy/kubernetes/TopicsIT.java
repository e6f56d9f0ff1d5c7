package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.command.Operations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topics that Strimzi makes are as ingest wants them: its set-up says so. */
class TopicsIT {

    private static final String IN_SYNC = "min.insync.replicas";

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void the_setup_finds_nothing_that_differs(String overlay, @TempDir Path directory) throws Exception {
        Kustomization kustomization = Kustomization.overlay(overlay);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                EmbeddedElasticsearch elasticsearch =
                        EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<String> places = List.of(
                    "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                    "--spring.elasticsearch.uris=" + elasticsearch.httpAddress());
            admin.createTopics(kustomization.ofKind("KafkaTopic").stream()
                            .map(TopicsIT::onOneBroker)
                            .toList())
                    .all()
                    .get();

            assertThat(setup(kustomization, places, "LAUNCHLOG_TOPIC_PARTITIONS"))
                    .isZero();
            assertThat(setup(kustomization, places, "")).as("with 4 partitions").isEqualTo(1);
        }
    }

    /** There is one broker here, so there is one copy. */
    private static NewTopic onOneBroker(Manifest topic) {
        Map<String, String> config = new HashMap<>();
        topic.at("/spec/config")
                .properties()
                .forEach(setting ->
                        config.put(setting.getKey(), setting.getValue().asText()));
        assertThat(config).containsEntry(IN_SYNC, "2");
        config.put(IN_SYNC, "1");
        return new NewTopic(
                        topic.name(), Optional.of(topic.at("/spec/partitions").asInt()), Optional.of((short) 1))
                .configs(config);
    }

    private static int setup(Kustomization kustomization, List<String> places, String partitions) {
        List<String> command = new ArrayList<>(List.of(
                "setup",
                "--strict",
                "--launchlog.topic.name=" + kustomization.setting("ingest", "LAUNCHLOG_TOPIC_NAME"),
                "--launchlog.topic.replication-factor=1",
                "--launchlog.topic.min-insync-replicas=1",
                "--launchlog.retention=" + kustomization.setting("ingest", "LAUNCHLOG_RETENTION"),
                "--launchlog.time-ahead=" + kustomization.setting("ingest", "LAUNCHLOG_TIMEAHEAD")));
        if (!partitions.isEmpty()) {
            command.add("--launchlog.topic.partitions=" + kustomization.setting("ingest", partitions));
        }
        command.addAll(places);
        return Operations.run(IngestApplication.class, command.toArray(String[]::new));
    }
}
