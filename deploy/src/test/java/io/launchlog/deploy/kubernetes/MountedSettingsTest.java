package io.launchlog.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What Spring Boot makes of the variables and of the files as they are mounted. */
class MountedSettingsTest {

    private static final String PLACE = "/etc/launchlog";
    private static final String JAAS = "org.apache.kafka.common.security.scram.ScramLoginModule required;";

    @TempDir
    private Path root;

    private final Kustomization kustomization = Kustomization.overlay("small");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({KafkaProperties.class, ElasticsearchProperties.class})
    @ImportAutoConfiguration(SslAutoConfiguration.class)
    static class Connections {}

    @BeforeEach
    void makeCertificate() throws Exception {
        Path store = root.resolve("store.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=test", "-keystore", store.toString());
        keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", store.toString(), "-file", root + "/ca.crt");
    }

    @Test
    void ingest_speaks_to_kafka_and_elasticsearch_as_it_is_told() throws Exception {
        try (ConfigurableApplicationContext ingest = start("ingest")) {
            KafkaProperties kafka = ingest.getBean(KafkaProperties.class);
            Map<String, Object> consumer = kafka.buildConsumerProperties();

            assertThat(consumer)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .containsEntry("sasl.jaas.config", JAAS)
                    .containsEntry("group.id", "launchlog-ingest");
            assertThat(kafka.getSsl().getBundle()).isEqualTo("kafka");
            assertTrusts(ingest, "kafka");
            assertThatElasticsearchIsReached(ingest);
        }
    }

    @Test
    void query_speaks_to_elasticsearch_and_has_its_tokens() throws Exception {
        try (ConfigurableApplicationContext query = start("query")) {
            assertThatElasticsearchIsReached(query);
            assertThat(query.getEnvironment().getProperty("launchlog.auth.static.a-token-of-yours"))
                    .isEqualTo("demo");
        }
    }

    private static void assertThatElasticsearchIsReached(ConfigurableApplicationContext service) throws Exception {
        ElasticsearchProperties elasticsearch = service.getBean(ElasticsearchProperties.class);

        assertThat(elasticsearch.getUris()).containsExactly("https://launchlog-es-http:9200");
        assertThat(elasticsearch.getUsername()).isEqualTo("the value of username");
        assertThat(elasticsearch.getPassword()).isEqualTo("the value of password");
        assertThat(elasticsearch.getRestclient().getSsl().getBundle()).isEqualTo("elasticsearch");
        assertTrusts(service, "elasticsearch");
    }

    private static void assertTrusts(ConfigurableApplicationContext service, String bundle) throws Exception {
        var trusted =
                service.getBean(SslBundles.class).getBundle(bundle).getStores().getTrustStore();

        assertThat(trusted).isNotNull();
        assertThat(trusted.size()).isEqualTo(1);
    }

    /** With the variables of its container and nothing else. */
    private ConfigurableApplicationContext start(String deployment) throws IOException {
        Manifest manifest = kustomization.find("Deployment", deployment);
        mount(manifest);
        Map<String, Object> variables = new HashMap<>();
        Settings.environment(kustomization, manifest)
                .forEach((name, value) -> variables.put(name, value.replace(PLACE, root + PLACE)));
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        SpringApplication application = new SpringApplication(Connections.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment);
        return application.run();
    }

    /** Writes the files that the volumes would bring. */
    private void mount(Manifest manifest) throws IOException {
        for (String file : MountedFiles.of(manifest)) {
            Path path = Path.of(root + file);
            if (file.endsWith("/")) {
                Files.createDirectories(path);
                Files.writeString(path.resolve("launchlog.auth.static.a-token-of-yours"), "demo");
                continue;
            }
            Files.createDirectories(path.getParent());
            String name = path.getFileName().toString();
            if (name.equals("ca.crt")) {
                Files.copy(root.resolve("ca.crt"), path);
            } else {
                Files.writeString(
                        path,
                        name.endsWith("jaas.config")
                                ? JAAS
                                : "the value of " + name.substring(name.lastIndexOf('.') + 1));
            }
        }
    }

    private static void keytool(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 5];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "-storepass";
        command[arguments.length + 2] = "changeit";
        command[arguments.length + 3] = "-storetype";
        command[arguments.length + 4] = "PKCS12";
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .isZero();
    }
}
