package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.Topics;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics, rights, and how many there are of what. */
class ScalingTest {

    private static final String EVENTS = Topics.SERVICE_EVENTS;

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void ingest_has_no_more_threads_than_partitions(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Manifest lag = kustomization.find("ScaledObject", "ingest");
        int partitions = Integer.parseInt(kustomization.setting("ingest", "LAUNCHLOG_TOPIC_PARTITIONS"));
        int threads = Integer.parseInt(kustomization.setting("ingest", "SPRING_KAFKA_LISTENER_CONCURRENCY"));

        assertThat(lag.at("/spec/maxReplicaCount").asInt() * threads).isEqualTo(partitions);
        assertThat(lag.at("/spec/minReplicaCount").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(lag.at("/spec/fallback/replicas").asInt())
                .isLessThanOrEqualTo(lag.at("/spec/maxReplicaCount").asInt());
        assertThat(lag.text("/spec/triggers/0/metadata/topic"))
                .isEqualTo(kustomization.setting("ingest", "LAUNCHLOG_TOPIC_NAME"))
                .isEqualTo(EVENTS);
        assertThat(lag.text("/spec/triggers/0/metadata/consumerGroup"))
                .isEqualTo(kustomization.setting("ingest", "SPRING_KAFKA_CONSUMER_GROUPID"))
                .isEqualTo(new ServiceDefaults(IngestApplication.CONFIGURATION).get("spring.kafka.consumer.group-id"));
        assertThat(kustomization.find("ConfigMap", "ingest-lag").text("/data/username"))
                .isEqualTo("launchlog-scaling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void nobody_sets_how_many_pods_an_autoscaler_sets(String overlay) {
        for (Manifest deployment : Kustomization.overlay(overlay).ofKind("Deployment")) {
            assertThat(deployment.at("/spec/replicas").isMissingNode())
                    .as(deployment.title())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void there_are_as_many_brokers_as_copies(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        int copies = Integer.parseInt(kustomization.setting("ingest", "LAUNCHLOG_TOPIC_REPLICATIONFACTOR"));

        assertThat(kustomization
                        .find("KafkaNodePool", "brokers")
                        .at("/spec/replicas")
                        .asInt())
                .isGreaterThanOrEqualTo(copies);
        for (Manifest topic : kustomization.ofKind("KafkaTopic")) {
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(copies);
            assertThat(topic.at("/spec/config/min.insync.replicas").asText())
                    .isEqualTo(kustomization.setting("ingest", "LAUNCHLOG_TOPIC_MININSYNCREPLICAS"));
        }
    }

    /** README, "Where brokers check rights". */
    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void users_have_the_rights_that_the_readme_tells_of(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        String letters = Topics.deadLettersOf(EVENTS);
        String replays = Topics.replaysOf(EVENTS);

        assertThat(rights(kustomization, "launchlog-ingest"))
                .containsExactlyInAnyOrder(
                        "topic " + EVENTS + " [Describe, DescribeConfigs, Read]",
                        "topic " + letters + " [Describe, DescribeConfigs, Write]",
                        "topic " + replays + " [Describe, DescribeConfigs]",
                        "group launchlog-ingest [Describe, Read]");
        assertThat(rights(kustomization, "launchlog-operator"))
                .containsExactlyInAnyOrder(
                        "topic " + EVENTS + " [Describe, DescribeConfigs, Read, Write]",
                        "topic " + letters + " [Describe, DescribeConfigs, Read, Write]",
                        "topic " + replays + " [Describe, DescribeConfigs, Read, Write]",
                        "group launchlog-ingest [Describe]",
                        "group launchlog-ingest-rebuild-* [Delete, Describe, Read]",
                        "transactionalId launchlog-replay-of-" + EVENTS + " [Describe, Write]");
        assertThat(rights(kustomization, "launchlog-scaling"))
                .containsExactlyInAnyOrder("topic " + EVENTS + " [Describe]", "group launchlog-ingest [Describe]");
        assertThat(rights(kustomization, "launchlog-publisher"))
                .containsExactly("topic " + EVENTS + " [Describe, Write]");
        assertThat(Checkout.text("README.md"))
                .contains("`launchlog-replay-of-`", "`launchlog-ingest-rebuild-`", "(`launchlog-ingest`)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void roles_of_elasticsearch_reach_our_indices(String overlay) {
        var roles = YamlFile.parse(Kustomization.overlay(overlay)
                        .find("Secret", "launchlog-elasticsearch-roles")
                        .at("/stringData/roles.yml")
                        .asText())
                .getFirst();

        for (String name : List.of(IndexNames.EVENTS, IndexNames.SERVICES, IndexNames.STATE)) {
            assertThat(roles)
                    .allSatisfy(role -> assertThat(name)
                            .startsWith(role.at("/indices/0/names/0").asText().replace("*", "")));
        }
        String readme = Checkout.text(Kustomization.FOLDER + "README.md").toLowerCase(Locale.ROOT);
        roles.fieldNames().forEachRemaining(role -> assertThat(readme).contains("roles=" + role));
    }

    private static List<String> rights(Kustomization kustomization, String user) {
        return elements(kustomization.find("KafkaUser", user).at("/spec/authorization/acls"))
                .map(rule -> rule.at("/resource/type").asText() + " "
                        + rule.at("/resource/name").asText()
                        + (rule.at("/resource/patternType").asText().equals("prefix") ? "* " : " ")
                        + new TreeSet<>(elements(rule.path("operations"))
                                .map(operation -> operation.asText())
                                .toList()))
                .toList();
    }
}
