package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may talk to whom. */
class NetworkTest {

    /** What the operators' own pods are labelled with, as their documentation says. */
    private static final Set<Map<String, String>> OF_OPERATORS = Set.of(
            Map.of("strimzi.io/cluster", "launchlog", "strimzi.io/name", "launchlog-kafka"),
            Map.of("elasticsearch.k8s.elastic.co/cluster-name", "launchlog"),
            Map.of("kibana.k8s.elastic.co/name", "launchlog"));

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void nobody_gets_in_and_ours_do_not_get_out_unless_it_is_said(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);

        assertThat(kustomization
                        .find("NetworkPolicy", "default-deny")
                        .at("/spec")
                        .toString())
                .isEqualTo("{\"podSelector\":{},\"policyTypes\":[\"Ingress\"]}");
        for (Manifest manifest : kustomization.ours()) {
            assertThat(egress(kustomization, manifest)).as(manifest.title()).contains("53");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void ours_reach_what_they_need_and_no_more(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Set<String> ofQuery = new HashSet<>(Set.of("53", "9200"));
        String keystone = kustomization.setting("query", "LAUNCHLOG_AUTH_KEYSTONE_URL");
        if (!keystone.isEmpty()) {
            ofQuery.add(Integer.toString(URI.create(keystone).getPort()));
        }

        assertThat(egress(kustomization, kustomization.find("Deployment", "query")))
                .isEqualTo(ofQuery);
        for (String name : List.of("ingest", "setup", "verify", "rebuild")) {
            Manifest manifest = kustomization.ours().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(egress(kustomization, manifest)).as(name).containsExactlyInAnyOrder("53", "9093", "9200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void policies_select_pods_that_there_are(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Set<String> selected = kustomization.ofKind("NetworkPolicy").stream()
                .flatMap(policy -> policy.content().findValues("podSelector").stream())
                .filter(selector -> !selector.isEmpty())
                .map(selector -> labels(selector.path("matchLabels")))
                .filter(labels -> !OF_OPERATORS.contains(labels))
                .filter(labels -> kustomization.ours().stream().noneMatch(manifest -> has(manifest, labels)))
                .map(Map::toString)
                .collect(Collectors.toSet());

        assertThat(selected).isEmpty();
    }

    @Test
    void kafka_lets_in_who_uses_it_publishes_and_asks_for_the_lag() {
        JsonNode listener =
                Kustomization.overlay("small").ofKind("Kafka").getFirst().at("/spec/kafka/listeners/0");

        assertThat(listener.path("networkPolicyPeers").toString())
                .contains("launchlog.io/uses-kafka", "launchlog.io/publishes", "keda");
        assertThat(listener.path("port").asInt()).isEqualTo(9093);
    }

    /** The ports that policies let its pods out to. */
    private static Set<String> egress(Kustomization kustomization, Manifest manifest) {
        return kustomization.ofKind("NetworkPolicy").stream()
                .filter(policy -> policy.at("/spec/policyTypes/0").asText().equals("Egress"))
                .filter(policy -> has(manifest, labels(policy.at("/spec/podSelector/matchLabels"))))
                .flatMap(policy -> elements(policy.at("/spec/egress")))
                .flatMap(rule -> elements(rule.path("ports")))
                .map(port -> port.path("port").asText())
                .collect(Collectors.toSet());
    }

    private static boolean has(Manifest manifest, Map<String, String> labels) {
        return labels(manifest.podTemplate().at("/metadata/labels")).entrySet().containsAll(labels.entrySet());
    }

    private static Map<String, String> labels(JsonNode labels) {
        return labels.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }
}
