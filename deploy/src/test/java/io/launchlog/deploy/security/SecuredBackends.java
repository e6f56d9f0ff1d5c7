package io.launchlog.deploy.security;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.embedded.kafka.Listener;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** Kafka with a secured listener of each kind, and Elasticsearch behind {@link SecuredFront}. */
final class SecuredBackends implements AutoCloseable {

    static final String API_KEY = "a2V5OnNlY3JldA==";

    private static final int ITERATIONS = 4096;
    private static final int YEAR = 365;

    private final Certificates certificates;
    private final Listener scram;
    private final Listener mutual;
    private final Listener expired;
    private final EmbeddedKafka kafka;
    private final EmbeddedElasticsearch elasticsearch;
    private SecuredFront front;

    private SecuredBackends(Path directory) throws Exception {
        certificates = Certificates.in(directory.resolve("certificates"));
        Path valid = certificates.store("server", YEAR);
        Path old = certificates.store("expired", 1);
        certificates.store("client", YEAR);
        List<Integer> ports = LoopbackPort.free(3);
        scram = new Listener("SCRAM", ports.get(0), SecurityProtocol.SASL_SSL, scramSettings(valid));
        Map<String, String> withClients = new HashMap<>(tlsSettings(valid));
        withClients.put("ssl.client.auth", "required");
        withClients.put(
                "ssl.truststore.location", certificates.store("truster", YEAR).toString());
        withClients.put("ssl.truststore.password", Certificates.PASSWORD);
        withClients.put("ssl.truststore.type", "PKCS12");
        mutual = new Listener("MUTUAL", ports.get(1), SecurityProtocol.SSL, withClients);
        expired = new Listener("EXPIRED", ports.get(2), SecurityProtocol.SASL_SSL, scramSettings(old));
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, List.of(scram, mutual, expired));
        elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
        front = SecuredFront.start(0, certificates.load("server"), elasticsearch.httpAddress(), API_KEY);
    }

    static SecuredBackends start(Path directory) throws Exception {
        return new SecuredBackends(directory);
    }

    Certificates certificates() {
        return certificates;
    }

    /** Wants a user's name and password (SCRAM-SHA-512). */
    Listener scram() {
        return scram;
    }

    /** Wants a client's certificate. */
    Listener mutual() {
        return mutual;
    }

    /** Shows a certificate that has expired. */
    Listener expired() {
        return expired;
    }

    SecuredFront front() {
        return front;
    }

    /** The front again at its address, with another certificate. */
    void showCertificate(String name) throws Exception {
        KeyStore store = certificates.load(name);
        int port = front.port();
        front.close();
        front = SecuredFront.start(port, store, elasticsearch.httpAddress(), API_KEY);
    }

    /** Lets a user in, from now on with that password. */
    void allow(String user, String password) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> scramSettings(Path store) {
        Map<String, String> settings = new HashMap<>(tlsSettings(store));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "scram-sha-512.sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        return settings;
    }

    private static Map<String, String> tlsSettings(Path store) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                store.toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.key.password",
                Certificates.PASSWORD);
    }

    @Override
    public void close() {
        front.close();
        elasticsearch.close();
        kafka.close();
    }
}
