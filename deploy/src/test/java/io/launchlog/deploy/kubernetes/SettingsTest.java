package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.KnownProperties;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.elasticsearch.cluster.node.DiscoveryNodeRole;
import org.elasticsearch.common.logging.internal.LoggerFactoryImpl;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.logging.internal.spi.LoggerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String BACKENDS = "backends";

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void our_programs_know_every_variable_and_every_file(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);

        assertThat(Settings.problems(kustomization)).isEmpty();
        assertThat(Settings.environment(kustomization, kustomization.find("Deployment", "ingest")))
                .hasSizeGreaterThan(15);
    }

    @Test
    void notices_variables_and_files_that_nobody_knows() {
        Kustomization kustomization = Kustomization.overlay("small");
        ((ObjectNode) kustomization.find("ConfigMap", "query").at("/data")).put("LAUNCHLOG_QUERY_DRAINS", "5s");
        ((ObjectNode) kustomization
                        .find("Deployment", "ingest")
                        .podSpec()
                        .at("/volumes/1/projected/sources/1/secret/items/0"))
                .put("path", "spring.elasticsearch.user");

        assertThat(Settings.problems(kustomization))
                .containsExactly(
                        "Deployment ingest has a secret spring.elasticsearch.user, which it does not know",
                        "Deployment query is told LAUNCHLOG_QUERY_DRAINS, which it does not know");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void the_commands_have_the_settings_of_ingest(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Map<String, String> ofIngest = Settings.environment(kustomization, kustomization.find("Deployment", "ingest"));

        for (Manifest manifest : List.of(
                kustomization.find("Job", "setup"),
                kustomization.find("CronJob", "verify"),
                kustomization.find("CronJob", "rebuild"))) {
            assertThat(Settings.environment(kustomization, manifest)).isEqualTo(ofIngest);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void elasticsearch_and_kafka_are_where_their_operators_put_them(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        String elasticsearch = kustomization.ofKind("Elasticsearch").getFirst().name();
        Manifest kafka = kustomization.ofKind("Kafka").getFirst();
        String listener = kafka.name() + "-kafka-bootstrap:" + kafka.text("/spec/kafka/listeners/0/port");
        Manifest lag = kustomization.find("ScaledObject", "ingest");
        String namespace = kustomization.ofKind("Namespace").getFirst().name();

        assertThat(kustomization.setting(BACKENDS, "SPRING_ELASTICSEARCH_URIS"))
                .isEqualTo("https://" + elasticsearch + "-es-http:9200");
        assertThat(kustomization.setting("ingest", "SPRING_KAFKA_BOOTSTRAPSERVERS"))
                .isEqualTo(listener);
        assertThat(lag.text("/spec/triggers/0/metadata/bootstrapServers"))
                .isEqualTo(listener.replace(":", "." + namespace + ".svc:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void kafka_is_spoken_to_as_it_listens(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Manifest kafka = kustomization.ofKind("Kafka").getFirst();

        assertThat(kafka.at("/spec/kafka/listeners/0/tls").asBoolean()).isTrue();
        assertThat(kustomization.setting("ingest", "SPRING_KAFKA_SECURITY_PROTOCOL"))
                .isEqualTo("SASL_SSL");
        assertThat(kustomization.setting("ingest", "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM"))
                .isEqualToIgnoringCase(kafka.text("/spec/kafka/listeners/0/authentication/type"));
        kustomization
                .ofKind("KafkaUser")
                .forEach(user -> assertThat(user.text("/spec/authentication/type"))
                        .isEqualTo(kafka.text("/spec/kafka/listeners/0/authentication/type")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void bundles_have_the_names_that_are_asked_for(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);

        assertThat(kustomization.setting(BACKENDS, "SPRING_ELASTICSEARCH_RESTCLIENT_SSL_BUNDLE"))
                .isEqualTo("elasticsearch");
        assertThat(kustomization.setting("ingest", "SPRING_KAFKA_SSL_BUNDLE")).isEqualTo("kafka");
        assertThat(kustomization.setting(BACKENDS, "SPRING_SSL_BUNDLE_PEM_ELASTICSEARCH_TRUSTSTORE_CERTIFICATE"))
                .isNotEmpty();
        assertThat(kustomization.setting("ingest", "SPRING_SSL_BUNDLE_PEM_KAFKA_TRUSTSTORE_CERTIFICATE"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void brokers_and_nodes_know_their_settings(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        // Its classes want to log when they are read.
        LoggerFactory.setInstance(new LoggerFactoryImpl());
        List<String> known = ClusterSettings.BUILT_IN_CLUSTER_SETTINGS.stream()
                .map(Setting::getKey)
                .toList();

        kustomization
                .ofKind("Kafka")
                .getFirst()
                .at("/spec/kafka/config")
                .fieldNames()
                .forEachRemaining(name ->
                        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).contains(name));
        for (var nodes : kustomization.ofKind("Elasticsearch").getFirst().at("/spec/nodeSets")) {
            nodes.path("config")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(known).contains(name));
            nodes.at("/config/node.roles")
                    .forEach(role -> assertThat(DiscoveryNodeRole.getRoleFromRoleName(role.asText())
                                    .roleName())
                            .isEqualTo(role.asText()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void versions_are_those_of_the_build(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        String elasticsearch = inPom("<elasticsearch\\.version>([^<]*)<");
        String launchlog = inPom("</artifactId>\\s*<version>([^<]*)</version>\\s*<packaging>");

        for (String kind : List.of("Elasticsearch", "Kibana")) {
            assertThat(kustomization.ofKind(kind).getFirst().text("/spec/version"))
                    .isEqualTo(elasticsearch);
        }
        assertThat(kustomization.ours())
                .allSatisfy(manifest -> assertThat(
                                manifest.container().path("image").asText())
                        .matches("registry\\.example\\.com/launchlog/(ingest|query)-service:"
                                + Pattern.quote(launchlog)));
    }

    @Test
    void the_readme_names_properties_that_there_are() {
        List<String> named = Pattern.compile(
                        "`((?:launchlog|spring|management|server)\\.[a-z0-9.-]+)`|literal=(launchlog\\.[a-z.-]+)")
                .matcher(Checkout.text(Kustomization.FOLDER + "README.md"))
                .results()
                .map(SettingsTest::firstGroup)
                .filter(name -> !name.startsWith("launchlog.service-events"))
                .toList();

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(KnownProperties.all().has(name)).as(name).isTrue());
    }

    private static String firstGroup(MatchResult result) {
        return result.group(1) == null ? result.group(2) : result.group(1);
    }

    private static String inPom(String pattern) {
        return Pattern.compile(pattern)
                .matcher(Checkout.text("pom.xml"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
