package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.query.QueryApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The services answer at the paths of the probes, also without Kafka and Elasticsearch. */
class ProbesIT {

    private static final String NOBODY = "127.0.0.1:1";
    private static final int READY = 200;
    private static final int NOT_READY = 503;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Kustomization kustomization = Kustomization.overlay("small");

    @Test
    void ingest_is_alive_without_backends() throws Exception {
        try (ConfigurableApplicationContext ingest =
                start(IngestApplication.class, IngestApplication.CONFIGURATION, "local.server.port")) {
            String address = address(ingest, "local.server.port");

            assertThat(status(address, "ingest", "startupProbe")).isEqualTo(READY);
            assertThat(status(address, "ingest", "livenessProbe")).isEqualTo(READY);
            assertThat(status(address, "ingest", "readinessProbe")).isIn(READY, NOT_READY);
        }
    }

    @Test
    void query_is_alive_without_backends() throws Exception {
        try (ConfigurableApplicationContext query =
                start(QueryApplication.class, "query-service", "local.management.port")) {
            String address = address(query, "local.management.port");

            assertThat(status(address, "query", "startupProbe")).isEqualTo(READY);
            assertThat(status(address, "query", "livenessProbe")).isEqualTo(READY);
            await().atMost(Duration.ofMinutes(1)).until(() -> status(address, "query", "readinessProbe") == READY);
            assertThat(get(address + "/actuator/health/nonsense")).isEqualTo(404);
        }
    }

    private static ConfigurableApplicationContext start(Class<?> service, String configuration, String port) {
        SpringApplication application = new SpringApplication(service);
        application.setRegisterShutdownHook(false);
        ConfigurableApplicationContext context = application.run(
                "--spring.config.name=" + configuration,
                "--server.port=0",
                port.contains("management") ? "--management.server.port=0" : "--server.shutdown=immediate",
                "--launchlog.query.drain=0s",
                "--spring.kafka.bootstrap-servers=" + NOBODY,
                "--spring.elasticsearch.uris=http://" + NOBODY);
        assertThat(context.getEnvironment().getProperty(port)).isNotNull();
        return context;
    }

    private static String address(ConfigurableApplicationContext context, String port) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port);
    }

    private int status(String address, String deployment, String probe) throws Exception {
        return get(address
                + kustomization
                        .find("Deployment", deployment)
                        .container()
                        .at("/" + probe + "/httpGet/path")
                        .asText());
    }

    private int get(String address) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
