package io.launchlog.deploy.security;

import static io.launchlog.deploy.security.SecuredServices.PROJECT;
import static io.launchlog.deploy.security.SecuredServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.PublisherSettings;
import io.launchlog.publisher.Receipt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** An event from its publisher to a caller of the API, with every connection in between secured. */
class SecuredPipelineIT {

    @TempDir
    private static Path directory;

    private static SecuredBackends backends;

    @BeforeAll
    static void start() throws Exception {
        backends = SecuredBackends.start(directory);
        backends.allow("launchlog-ingest", "secret-of-ingest");
        backends.allow("orchestrator", "secret-of-orchestrator");
    }

    @AfterAll
    static void stop() {
        backends.close();
    }

    @Test
    void an_event_goes_in_over_tls_and_scram_and_comes_out_over_https_with_an_api_key() throws Exception {
        Path authority = backends.certificates().authority();
        Secrets secrets = new Secrets(directory.resolve("scram"))
                .withKafkaUser("launchlog-ingest", "secret-of-ingest")
                .withApiKey(SecuredBackends.API_KEY);
        List<String> elasticsearch = SecuredServices.https(backends.front(), authority);
        try (ConfigurableApplicationContext _ = SecuredServices.ingest(
                        SecuredServices.scram(backends.scram(), authority), elasticsearch, secrets);
                ConfigurableApplicationContext query = SecuredServices.query(elasticsearch, secrets)) {
            awaitTopics(query, "scram");

            publish("scram", "over TLS with a password");

            eventually()
                    .untilAsserted(() -> assertThat(SecuredServices.get(query, "/services/scram/events")
                                    .body())
                            .contains("over TLS with a password"));
            assertThat(backends.front().passed()).isPositive();
        }
    }

    @Test
    void a_certificate_instead_of_a_password_lets_ingest_in_too() throws Exception {
        Secrets secrets = new Secrets(directory.resolve("mutual")).withApiKey(SecuredBackends.API_KEY);
        List<String> elasticsearch =
                SecuredServices.https(backends.front(), backends.certificates().authority());
        try (ConfigurableApplicationContext _ = SecuredServices.ingest(
                        SecuredServices.mutual(backends.mutual(), backends.certificates()),
                        elasticsearch,
                        secrets,
                        "--spring.kafka.consumer.group-id=mutual");
                ConfigurableApplicationContext query = SecuredServices.query(elasticsearch, secrets)) {
            awaitTopics(query, "mutual");

            publish("mutual", "read with a certificate");

            eventually()
                    .untilAsserted(() -> assertThat(SecuredServices.get(query, "/services/mutual/events")
                                    .body())
                            .contains("read with a certificate"));
        }
    }

    /** An index is made when topics are there: the API then knows that there is no such service, and says so. */
    private static void awaitTopics(ConfigurableApplicationContext query, String service) {
        eventually()
                .untilAsserted(() -> assertThat(SecuredServices.get(query, "/services/" + service)
                                .statusCode())
                        .isEqualTo(404));
    }

    private static void publish(String service, String text) throws Exception {
        Map<String, String> secured = Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"orchestrator\""
                        + " password=\"secret-of-orchestrator\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                backends.certificates().authority().toString());
        PublisherSettings settings = PublisherSettings.of(backends.scram().address(), "/orchestrators/a")
                .withKafkaProperties(secured);
        try (EventPublisher publisher = new EventPublisher(settings)) {
            ServiceEvent event = ServiceEvent.builder(
                            new EventIdentity("/orchestrators/a", service), new ServiceKey(PROJECT, service))
                    .serviceName(service)
                    .eventInfo(text)
                    .occurTime(System.currentTimeMillis())
                    .build();
            Receipt receipt = publisher.publish(event).toCompletableFuture().get(1, TimeUnit.MINUTES);
            assertThat(receipt).isInstanceOf(Receipt.Acknowledged.class);
        }
    }
}
