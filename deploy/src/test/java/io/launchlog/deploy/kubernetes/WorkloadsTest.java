package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods, probes, ports and ends. */
class WorkloadsTest {

    private static final String PORT = "management";

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void our_pods_may_do_next_to_nothing(String overlay) {
        for (Manifest manifest : Kustomization.overlay(overlay).ours()) {
            JsonNode pod = manifest.podSpec();
            JsonNode container = manifest.container();

            assertThat(pod.path("containers")).as(manifest.title()).hasSize(1);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText())
                    .isEqualTo(container.at("/resources/requests/memory").asText())
                    .isNotEmpty();
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(elements(container.path("volumeMounts"))
                            .filter(mount -> !mount.path("readOnly").asBoolean())
                            .map(mount -> mount.path("mountPath").asText()))
                    .containsExactly("/tmp");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "small, ingest, server.port",
        "large, ingest, server.port",
        "small, query, management.server.port",
        "large, query, management.server.port"
    })
    void probes_ask_where_the_services_answer(String overlay, String service, String property) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Manifest deployment = kustomization.find("Deployment", service);
        ServiceDefaults defaults = new ServiceDefaults(service + "-service");
        String variable = property.replace('.', '_').toUpperCase(java.util.Locale.ROOT);

        assertThat(kustomization.setting(service, variable)).isEqualTo(defaults.get(property));
        assertThat(ports(deployment)).containsEntry(PORT, Integer.parseInt(defaults.get(property)));
        assertThat(defaults.get("management.endpoint.health.probes.enabled")).isEqualTo("true");
        assertThat(defaults.endpoints()).map(String::strip).contains("health");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode asked = deployment.container().at("/" + probe + "/httpGet");
            assertThat(asked.path("port").asText()).as(probe).isEqualTo(PORT);
            assertThat(asked.path("path").asText())
                    .isEqualTo("/actuator/health/" + (probe.equals("readinessProbe") ? "readiness" : "liveness"));
        }
        assertThat(deployment.container().path("resources").at("/limits/memory").asText())
                .isEqualTo("384Mi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void the_service_leads_to_the_api_and_nothing_else(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Manifest service = kustomization.find("Service", "query");
        Manifest deployment = kustomization.find("Deployment", "query");

        assertThat(service.at("/spec/ports")).hasSize(1);
        assertThat(ports(deployment))
                .containsEntry(
                        service.text("/spec/ports/0/targetPort"),
                        Integer.parseInt(new ServiceDefaults("query-service").get("server.port")));
        assertThat(kustomization.setting("query", "SERVER_PORT")).isEqualTo("8080");
        assertSelects(service.at("/spec/selector"), deployment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void who_ends_is_waited_for_as_long_as_it_may_take(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        ServiceDefaults query = new ServiceDefaults("query-service");
        Duration drain = org.springframework.boot.convert.DurationStyle.detectAndParse(
                kustomization.setting("query", "LAUNCHLOG_QUERY_DRAIN"));
        Duration phase = query.duration("spring.lifecycle.timeout-per-shutdown-phase", Duration.ofSeconds(30));
        Duration ofIngest = new ServiceDefaults("ingest-service")
                .duration("spring.lifecycle.timeout-per-shutdown-phase", Duration.ofSeconds(30));

        assertThat(query.get("server.shutdown")).isEqualTo("graceful");
        assertThat(grace(kustomization, "query")).isGreaterThan(drain.plus(phase));
        assertThat(grace(kustomization, "ingest")).isGreaterThan(ofIngest);
    }

    /** A load balancer may learn later than Kubernetes that a pod is ready: UPGRADE.md. */
    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void an_update_waits_for_load_balancers(String overlay) {
        assertThat(Kustomization.overlay(overlay)
                        .find("Deployment", "query")
                        .at("/spec/minReadySeconds")
                        .asInt())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void disruptions_spread_and_updates_leave_one(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        for (String service : List.of("ingest", "query")) {
            Manifest deployment = kustomization.find("Deployment", service);

            assertSelects(
                    kustomization.find("PodDisruptionBudget", service).at("/spec/selector/matchLabels"), deployment);
            assertSelects(deployment.at("/spec/selector/matchLabels"), deployment);
            assertThat(deployment
                            .at("/spec/strategy/rollingUpdate/maxUnavailable")
                            .asInt(-1))
                    .isZero();
            assertThat(elements(deployment.podSpec().path("topologySpreadConstraints"))
                            .map(constraint -> constraint.path("topologyKey").asText()))
                    .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
            elements(deployment.podSpec().path("topologySpreadConstraints"))
                    .forEach(constraint -> assertSelects(constraint.at("/labelSelector/matchLabels"), deployment));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void prometheus_asks_where_the_services_answer(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        for (String service : List.of("ingest", "query")) {
            Manifest monitor = kustomization.find("PodMonitor", service);

            assertSelects(monitor.at("/spec/selector/matchLabels"), kustomization.find("Deployment", service));
            assertThat(ports(kustomization.find("Deployment", service)))
                    .containsKey(monitor.text("/spec/podMetricsEndpoints/0/port"));
            assertThat(monitor.text("/spec/podMetricsEndpoints/0/path")).isEqualTo("/actuator/prometheus");
            assertThat(new ServiceDefaults(service + "-service").endpoints())
                    .map(String::strip)
                    .contains("prometheus");
        }
    }

    private static Duration grace(Kustomization kustomization, String deployment) {
        return Duration.ofSeconds(kustomization
                .find("Deployment", deployment)
                .podSpec()
                .path("terminationGracePeriodSeconds")
                .asInt());
    }

    private static Map<String, Integer> ports(Manifest deployment) {
        Map<String, Integer> ports = new TreeMap<>();
        elements(deployment.container().path("ports"))
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        return ports;
    }

    private static void assertSelects(JsonNode selector, Manifest deployment) {
        JsonNode labels = deployment.podTemplate().at("/metadata/labels");
        assertThat(selector.properties())
                .isNotEmpty()
                .allSatisfy(label -> assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
    }
}
