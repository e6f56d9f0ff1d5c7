package io.launchlog.ingest.operations;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What Prometheus takes from an instance. */
class PrometheusIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final IngestFixture FIXTURE = new IngestFixture();
    private static ConfigurableApplicationContext ingest;

    @BeforeAll
    static void start() {
        ingest = FIXTURE.startIngest();
    }

    @AfterAll
    static void stop() {
        FIXTURE.close();
        HTTP.close();
    }

    @Test
    void takes_the_metrics_under_its_own_names() throws Exception {
        FIXTURE.send(FIXTURE.event("counted").build());
        eventually()
                .untilAsserted(() -> assertThat(scrape("*/*").body())
                        .contains("\nlaunchlog_ingest_indexed_total 1.0\n", "\nlaunchlog_ingest_lag_records 0.0\n"));
        assertThat(scrape("*/*").body())
                .contains(
                        "\nlaunchlog_ingest_dead_letters_total{reason=\"invalid-field\"} 0.0\n",
                        "\nlaunchlog_ingest_paused_seconds_total ",
                        "\nlaunchlog_ingest_bulk_bytes_sum ");
    }

    @Test
    void takes_the_age_of_events_in_buckets_up_to_an_hour() throws Exception {
        assertThat(scrape("*/*").body())
                .contains(
                        "\nlaunchlog_ingest_event_age_seconds_bucket{le=\"0.1\"} ",
                        "\nlaunchlog_ingest_event_age_seconds_bucket{le=\"3600.0\"} ",
                        "\nlaunchlog_ingest_event_age_seconds_bucket{le=\"+Inf\"} ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "text/plain",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
            })
    void takes_the_format_it_asks_for(String accept) throws Exception {
        HttpResponse<String> answer = scrape(accept);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("# TYPE launchlog_ingest_lag_records gauge\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "image/png", "text/plain;;q=x", "<script>"})
    void is_to_blame_for_asking_what_there_is_not(String accept) throws Exception {
        assertThat(scrape(accept).statusCode()).isBetween(400, 499);
    }

    private static HttpResponse<String> scrape(String accept) throws Exception {
        String port = ingest.getEnvironment().getRequiredProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
