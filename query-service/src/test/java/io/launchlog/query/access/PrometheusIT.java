package io.launchlog.query.access;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus takes from an instance, on the port where callers are not. */
class PrometheusIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestStore.shared().address(), List.of(), "management.server.port=0");
    }

    @AfterAll
    static void stop() {
        server.close();
        HTTP.close();
    }

    @Test
    void takes_the_metrics_under_its_own_names() throws Exception {
        assertThat(scrape("*/*").body())
                .contains(
                        "\nlaunchlog_query_circuit_open 0.0\n",
                        "\nlaunchlog_query_circuit_refused_total 0.0\n",
                        "\nlaunchlog_query_page_guesses_total{outcome=\"failed\"} ",
                        "\nlaunchlog_query_page_guesses_total{outcome=\"found\"} ",
                        "\nlaunchlog_query_searches_free ",
                        "\nlaunchlog_query_searches_waiting ");
    }

    @Test
    void takes_the_duration_of_requests_in_buckets_up_to_more_than_the_deadline() throws Exception {
        assertThat(server.get("/v1/demo/services").statusCode()).isEqualTo(401);
        assertThat(scrape("*/*").body().lines().filter(line -> line.contains("status=\"401\"")))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("http_server_requests_seconds_bucket{")
                        .contains("uri=\"/v1/{project_id}/services\"", "le=\"0.005\""))
                .anySatisfy(line -> assertThat(line).contains("le=\"30.0\""))
                .anySatisfy(line -> assertThat(line).contains("le=\"+Inf\""));
        assertThat(scrape("*/*").body()).doesNotContain("http_server_requests_active");
    }

    @Test
    void takes_them_from_nowhere_else() {
        assertError(server.get("/actuator/prometheus"), 404, "2836", "");
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
        assertThat(answer.body()).contains("# TYPE launchlog_query_circuit_open gauge\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "image/png", "text/plain;;q=x", "<script>"})
    void is_to_blame_for_asking_what_there_is_not(String accept) throws Exception {
        assertThat(scrape(accept).statusCode()).isBetween(400, 499);
    }

    private static HttpResponse<String> scrape(String accept) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.managementPort() + "/actuator/prometheus"))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
