package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void every_resource_fits_its_model(String overlay) {
        assertThat(Models.problems(Kustomization.overlay(overlay))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, ingest, /spec/template/spec/containers/0",
        "Deployment, query, /spec/strategy/rollingUpdate",
        "HorizontalPodAutoscaler, query, /spec/metrics/0/resource/target",
        "CronJob, verify, /spec/jobTemplate/spec",
        "NetworkPolicy, query, /spec/ingress/0",
        "PodDisruptionBudget, ingest, /spec",
        "PodMonitor, query, /spec/podMetricsEndpoints/0",
        "Kafka, launchlog, /spec/kafka/listeners/0",
        "KafkaNodePool, brokers, /spec/storage",
        "KafkaTopic, launchlog.service-events.v1, /spec",
        "KafkaUser, launchlog-ingest, /spec/authorization/acls/0/resource",
        "Elasticsearch, launchlog, /spec/nodeSets/0",
        "Elasticsearch, launchlog, /spec/nodeSets/0/podTemplate/spec",
        "Elasticsearch, launchlog, /spec/nodeSets/0/volumeClaimTemplates/0/spec",
        "Kibana, launchlog, /spec",
        "ScaledObject, ingest, /spec/triggers/0/metadata",
        "ScaledObject, ingest, /spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown",
        "TriggerAuthentication, ingest-lag, /spec/secretTargetRef/0"
    })
    void notices_a_misspelt_field(String kind, String name, String place) {
        Kustomization kustomization = Kustomization.overlay("small");
        JsonNode parent = kustomization.find(kind, name).at(place);
        ((ObjectNode) parent).put("misspelt", "x");

        assertThat(Models.problems(kustomization))
                .singleElement()
                .asString()
                .startsWith(kind + " " + name)
                .contains("misspelt");
    }

    @Test
    void notices_a_value_that_is_not_allowed() {
        Kustomization kustomization = Kustomization.overlay("small");
        ((ObjectNode) kustomization.find("ScaledObject", "ingest").at("/spec/triggers/0/metadata"))
                .put("sasl", "scram-sha-512");

        assertThat(Models.problems(kustomization))
                .containsExactly(
                        "ScaledObject ingest has triggers/*/metadata/sasl: \"scram-sha-512\", which is not allowed");
    }

    @Test
    void a_patch_without_a_target_is_an_error() {
        ObjectNode target =
                Kustomization.overlay("small").find("KafkaNodePool", "brokers").content();

        for (String patch : new String[] {
            "- {op: replace, path: /spec/storage/volumes/1/size, value: 1Gi}",
            "- {op: test, path: /spec/replicas, value: 4}",
            "- {op: add, path: /spec/none/of/it, value: 4}"
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonPatch.apply(YamlFile.parse(patch).getFirst(), target))
                    .withMessageContaining("does not fit");
        }
    }
}
