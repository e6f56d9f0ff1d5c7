package io.launchlog.deploy.security;

import static io.launchlog.deploy.security.SecuredServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.embedded.kafka.Listener;
import io.launchlog.ingest.operations.Obstacles;
import io.launchlog.ingest.operations.Obstacles.Obstacle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A wrong authority, a wrong password and an expired certificate: each is said in one line, and tried again. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedConnectionsIT {

    private static final String USER = "launchlog-ingest";
    private static final String HELD_UP = "set-up is held up by ";

    @TempDir
    private static Path directory;

    private static SecuredBackends backends;
    private static Certificates others;
    private static Path authority;

    @BeforeAll
    static void start() throws Exception {
        backends = SecuredBackends.start(directory.resolve("backends"));
        backends.allow(USER, "right");
        others = Certificates.in(directory.resolve("others"));
        authority = backends.certificates().authority();
    }

    @AfterAll
    static void stop() {
        backends.close();
    }

    @Test
    void kafka_of_an_authority_that_ingest_does_not_trust(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext ingest = ingestTo(backends.scram(), others.authority(), "right")) {
            assertHeldUp(
                    ingest,
                    output,
                    "the server's certificate is of an authority that is not trusted here: put the authority's"
                            + " certificate into spring.ssl.bundle.pem.<name>.truststore.certificate");
        }
    }

    @Test
    void kafka_with_an_expired_certificate(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext ingest = ingestTo(backends.expired(), authority, "right")) {
            assertHeldUp(ingest, output, "the server's certificate has expired (NotAfter: ");
        }
    }

    @Test
    void kafka_with_another_password_which_is_accepted_in_the_end(CapturedOutput output) throws Exception {
        backends.allow("renamed", "old");
        Secrets secrets = new Secrets(directory.resolve("renamed"))
                .withKafkaUser("renamed", "new")
                .withApiKey(SecuredBackends.API_KEY);
        try (ConfigurableApplicationContext ingest = SecuredServices.ingest(
                SecuredServices.scram(backends.scram(), authority),
                SecuredServices.https(backends.front(), authority),
                secrets)) {
            assertHeldUp(
                    ingest,
                    output,
                    "invalid credentials with SASL mechanism SCRAM-SHA-512 - check user and password in"
                            + " spring.kafka.properties.sasl.jaas.config");

            backends.allow("renamed", "new");

            assertGoesOn(ingest);
        }
        assertThat(output.getAll()).doesNotContain("password=\"new\"");
    }

    @Test
    void elasticsearch_of_an_authority_that_is_not_trusted(CapturedOutput output) throws Exception {
        List<String> untrusted = SecuredServices.https(backends.front(), others.authority());
        Secrets secrets = secrets("right", SecuredBackends.API_KEY);
        try (ConfigurableApplicationContext ingest =
                        SecuredServices.ingest(SecuredServices.scram(backends.scram(), authority), untrusted, secrets);
                ConfigurableApplicationContext query = SecuredServices.query(untrusted, secrets)) {
            assertHeldUp(ingest, output, "the server's certificate is of an authority that is not trusted here");
            assertUnavailable(query, output, "is of an authority that is not trusted here");
        }
    }

    @Test
    void elasticsearch_with_another_api_key_which_is_accepted_in_the_end(CapturedOutput output) throws Exception {
        List<String> elasticsearch = SecuredServices.https(backends.front(), authority);
        Secrets secrets = secrets("right", "bmV3OmtleQ==");
        try (ConfigurableApplicationContext ingest = SecuredServices.ingest(
                        SecuredServices.scram(backends.scram(), authority), elasticsearch, secrets);
                ConfigurableApplicationContext query = SecuredServices.query(elasticsearch, secrets)) {
            assertHeldUp(ingest, output, "who asks is not known there: check spring.elasticsearch.api-key");
            assertUnavailable(query, output, "check spring.elasticsearch.api-key");

            backends.front().accept("bmV3OmtleQ==");

            assertGoesOn(ingest);
            assertAnswers(query);
        } finally {
            backends.front().accept(SecuredBackends.API_KEY);
        }
        assertThat(output.getAll()).doesNotContain("bmV3OmtleQ==");
    }

    @Test
    void elasticsearch_with_an_expired_certificate_which_is_renewed(CapturedOutput output) throws Exception {
        backends.showCertificate("expired");
        List<String> elasticsearch = SecuredServices.https(backends.front(), authority);
        Secrets secrets = secrets("right", SecuredBackends.API_KEY);
        try (ConfigurableApplicationContext ingest = SecuredServices.ingest(
                        SecuredServices.scram(backends.scram(), authority), elasticsearch, secrets);
                ConfigurableApplicationContext query = SecuredServices.query(elasticsearch, secrets)) {
            assertHeldUp(ingest, output, "the server's certificate has expired (NotAfter: ");
            assertUnavailable(query, output, "the server's certificate has expired (NotAfter: ");

            backends.showCertificate("server");

            assertGoesOn(ingest);
            assertAnswers(query);
        }
    }

    private static ConfigurableApplicationContext ingestTo(Listener kafka, Path trusted, String password)
            throws Exception {
        return SecuredServices.ingest(
                SecuredServices.scram(kafka, trusted),
                SecuredServices.https(backends.front(), authority),
                secrets(password, SecuredBackends.API_KEY));
    }

    private static Secrets secrets(String password, String apiKey) throws Exception {
        return new Secrets(directory.resolve("secrets"))
                .withKafkaUser(USER, password)
                .withApiKey(apiKey);
    }

    /** In one line of the log, without a trace, however often it is tried. */
    private static void assertHeldUp(ConfigurableApplicationContext ingest, CapturedOutput output, String reason) {
        Obstacles obstacles = ingest.getBean(Obstacles.class);
        eventually()
                .untilAsserted(() -> assertThat(obstacles.current().values())
                        .extracting(Obstacle::attempts)
                        .anyMatch(attempts -> attempts >= 3));
        assertThat(output.getAll().lines().filter(line -> line.contains(HELD_UP)))
                .singleElement()
                .asString()
                .contains(reason);
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    private static void assertGoesOn(ConfigurableApplicationContext ingest) {
        Obstacles obstacles = ingest.getBean(Obstacles.class);
        eventually().untilAsserted(() -> assertThat(obstacles.current()).isEmpty());
    }

    private static void assertUnavailable(ConfigurableApplicationContext query, CapturedOutput output, String reason)
            throws Exception {
        assertThat(SecuredServices.get(query, "/services/any").statusCode()).isEqualTo(503);
        assertThat(output.getAll().lines().filter(line -> line.contains("ModelArts.4302")))
                .isNotEmpty()
                .allMatch(line -> line.contains(reason));
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    private static void assertAnswers(ConfigurableApplicationContext query) {
        eventually()
                .untilAsserted(() -> assertThat(
                                SecuredServices.get(query, "/services/any").statusCode())
                        .isEqualTo(404));
    }
}
