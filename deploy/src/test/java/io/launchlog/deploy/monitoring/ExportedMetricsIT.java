package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.monitoring.AlertRules.Alert;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What alerts and the dashboard ask for, against what both services export when they run. */
class ExportedMetricsIT {

    private static final Exposition EXPOSITION = new Exposition();

    @BeforeAll
    static void scrape(@TempDir Path directory) throws Exception {
        try (RunningServices services = RunningServices.start(directory)) {
            services.scrapeInto(EXPOSITION);
        }
    }

    static List<Alert> alerts() {
        return AlertRules.read();
    }

    static List<String> dashboard() {
        Dashboard dashboard = Dashboard.read();
        assertThat(dashboard.sourcesOfVariables()).isNotEmpty();
        return Stream.concat(dashboard.expressions().stream(), dashboard.sourcesOfVariables().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void have_what_an_alert_asks_for(Alert alert) {
        assertThat(EXPOSITION.missing(PromQl.parse(alert.expression()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboard")
    void have_what_the_dashboard_asks_for(String expression) {
        assertThat(EXPOSITION.missing(PromQl.parse(expression))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "launchlog_ingest_lagging_records",
                "launchlog_ingest_lag_records{partition=\"0\"}",
                "launchlog_ingest_dead_letters_total{reason=\"conflicts\"}",
                "launchlog_ingest_dead_letters_total{reason!=\"conflicts\"}",
                "launchlog_ingest_lag_records{job=\"launchlog-query\"}",
                "http_server_requests_seconds_count{uri=~\"/v2/.*\"}",
                "http_server_requests_seconds_count{code=\"500\"}",
                "sum by (cause) (launchlog_ingest_dead_letters_total)"
            })
    void do_not_have_what_was_renamed(String expression) {
        assertThat(EXPOSITION.missing(PromQl.parse(expression))).hasSize(1);
    }

    @Test
    void have_the_durations_of_requests_by_what_was_asked_and_answered() {
        assertThat(EXPOSITION.labels("http_server_requests_seconds_bucket"))
                .contains("uri", "method", "status", "outcome", "le", "job", "instance");
    }
}
