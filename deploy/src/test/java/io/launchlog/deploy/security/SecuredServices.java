package io.launchlog.deploy.security;

import static org.awaitility.Awaitility.await;

import io.launchlog.embedded.kafka.Listener;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.query.QueryApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Both services, configured as {@code SECURITY.md} says. */
final class SecuredServices {

    static final String PROJECT = "secured";

    private SecuredServices() {}

    /** What leads ingest to Kafka by name and password. */
    static List<String> scram(Listener listener, Path authority) {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + listener.address(),
                "--spring.kafka.security.protocol=SASL_SSL",
                "--spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
                "--spring.ssl.bundle.pem.kafka.truststore.certificate=file:" + authority,
                "--spring.kafka.ssl.bundle=kafka");
    }

    /** What leads it there by its certificate. */
    static List<String> mutual(Listener listener, Certificates certificates) throws Exception {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + listener.address(),
                "--spring.kafka.security.protocol=SSL",
                "--spring.ssl.bundle.pem.kafka.truststore.certificate=file:" + certificates.authority(),
                "--spring.ssl.bundle.pem.kafka.keystore.certificate=file:" + certificates.chain("client"),
                "--spring.ssl.bundle.pem.kafka.keystore.private-key=file:" + certificates.key("client"),
                "--spring.kafka.ssl.bundle=kafka");
    }

    /** What leads a service to Elasticsearch. */
    static List<String> https(SecuredFront front, Path authority) {
        return List.of(
                "--spring.elasticsearch.uris=" + front.address(),
                "--spring.ssl.bundle.pem.elasticsearch.truststore.certificate=file:" + authority,
                "--spring.elasticsearch.restclient.ssl.bundle=elasticsearch");
    }

    static ConfigurableApplicationContext ingest(
            List<String> kafka, List<String> elasticsearch, Secrets secrets, String... more) {
        List<String> arguments = new ArrayList<>(kafka);
        arguments.addAll(elasticsearch);
        arguments.addAll(List.of(more));
        arguments.add("--launchlog.retry.maximum=1s");
        return run(IngestApplication.class, IngestApplication.CONFIGURATION, secrets, arguments);
    }

    static ConfigurableApplicationContext query(List<String> elasticsearch, Secrets secrets) {
        List<String> arguments = new ArrayList<>(elasticsearch);
        arguments.addAll(List.of(
                "--management.server.port=",
                "--launchlog.query.drain=0s",
                "--launchlog.auth.static." + PROJECT + "=" + PROJECT));
        return run(QueryApplication.class, "query-service", secrets, arguments);
    }

    private static ConfigurableApplicationContext run(
            Class<?> service, String configuration, Secrets secrets, List<String> arguments) {
        SpringApplication application = new SpringApplication(service);
        application.setRegisterShutdownHook(false);
        return application.run(Stream.concat(
                        arguments.stream(),
                        Stream.of("--spring.config.name=" + configuration, "--server.port=0", secrets.asProperty()))
                .toArray(String[]::new));
    }

    /** What the API answers. */
    static HttpResponse<String> get(ConfigurableApplicationContext query, String path) throws Exception {
        String port = query.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/" + PROJECT + path))
                .header("X-Auth-Token", PROJECT)
                .timeout(Duration.ofSeconds(30))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** For what does not come at once. */
    static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }
}
