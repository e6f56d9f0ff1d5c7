package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.launchlog.deploy.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private static final String README = Checkout.text(Kustomization.FOLDER + "README.md");

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void what_resources_name_is_there(String overlay) {
        assertThat(References.problems(Kustomization.overlay(overlay), README)).isEmpty();
    }

    @Test
    void every_file_is_part_of_an_overlay() throws Exception {
        Set<String> used = new TreeSet<>();
        used.addAll(Kustomization.overlay("small").files());
        used.addAll(Kustomization.overlay("large").files());
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Checkout.path(Kustomization.FOLDER))) {
            files.filter(Files::isRegularFile)
                    .map(file -> Checkout.path("").relativize(file).toString())
                    .filter(file -> !file.endsWith(".md"))
                    .forEach(there::add);
        }

        assertThat(used).isEqualTo(there);
    }

    @Test
    void notices_a_secret_that_nobody_makes_and_a_key_that_it_has_not() {
        Kustomization kustomization = Kustomization.overlay("small");
        ObjectNode volume = (ObjectNode)
                kustomization.find("Deployment", "ingest").podSpec().at("/volumes/2/secret");
        volume.put("secretName", "another");
        ((ObjectNode) kustomization.find("Job", "setup").podSpec().at("/volumes/3/secret/items/0"))
                .put("key", "ca.pem");

        assertThat(References.problems(kustomization, README))
                .containsExactlyInAnyOrder(
                        "Deployment ingest wants the Secret another, which nobody makes",
                        "Job setup wants ca.pem of the Secret launchlog-cluster-ca-cert, which has"
                                + " [ca.crt, ca.p12, ca.password]");
    }

    @Test
    void notices_a_file_that_is_not_mounted() {
        Kustomization kustomization = Kustomization.overlay("small");
        ((ObjectNode) kustomization.find("Deployment", "query").container().at("/volumeMounts/2"))
                .put("mountPath", "/etc/launchlog/ca");

        assertThat(References.problems(kustomization, README))
                .containsExactly("Deployment query has no file:/etc/launchlog/elasticsearch-ca/ca.crt, which"
                        + " SPRING_SSL_BUNDLE_PEM_ELASTICSEARCH_TRUSTSTORE_CERTIFICATE names");
    }

    @Test
    void notices_a_configmap_that_is_not_there() {
        Kustomization kustomization = Kustomization.overlay("large");
        kustomization.manifests().remove(kustomization.find("ConfigMap", "ingest-lag"));

        assertThat(References.problems(kustomization, README))
                .containsExactly("TriggerAuthentication ingest-lag wants the ConfigMap ingest-lag, which is not there");
    }
}
