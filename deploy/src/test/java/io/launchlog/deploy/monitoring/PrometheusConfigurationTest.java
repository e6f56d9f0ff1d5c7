package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusConfigurationTest {

    @ParameterizedTest
    @CsvSource({
        "launchlog-ingest, ingest, ingest-service/src/main/resources/ingest-service.yaml, server.port",
        "launchlog-query, query, query-service/src/main/resources/query-service.yaml, management.server.port"
    })
    void a_job_asks_the_port_and_path_where_the_service_has_its_metrics(
            String name, String target, String configuration, String property) {
        Map<String, Object> job = AlertRules.jobs().stream()
                .filter(one -> name.equals(one.get("job_name")))
                .findAny()
                .orElseThrow();
        Object port = AlertRules.parse(Checkout.text(configuration));
        for (String key : Pattern.compile("\\.").splitAsStream(property).toList()) {
            port = ((Map<?, ?>) port).get(key);
        }

        assertThat(job.get("metrics_path")).isEqualTo("/actuator/prometheus");
        assertThat(AlertRules.list(job.get("static_configs")))
                .extracting(targets -> targets.get("targets"))
                .containsExactly(List.of(target + ":" + port));
        assertThat((Map<?, ?>)
                        AlertRules.parse(Checkout.text("docker-compose.yml")).get("services"))
                .as("the services of docker-compose.yml")
                .matches(services -> services.containsKey(target));
    }

    @Test
    void the_rules_lie_beside_it() {
        assertThat(AlertRules.yaml("prometheus.yaml").get("rule_files")).isEqualTo(List.of("alerts.yaml"));
    }
}
