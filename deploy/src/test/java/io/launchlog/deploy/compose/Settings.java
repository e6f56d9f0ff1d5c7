package io.launchlog.deploy.compose;

import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.KnownProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kafka.docker.KafkaDockerWrapper$;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.elasticsearch.common.logging.internal.LoggerFactoryImpl;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.logging.internal.spi.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether what environment variables set is known to who reads them. */
final class Settings {

    private static final String JSON = "SPRING_APPLICATION_JSON";

    /** Of the image, not of the node. The setting is of a part of Elasticsearch that no registry of libraries has. */
    private static final Set<String> OF_ELASTICSEARCH_IMAGE = Set.of("ES_JAVA_OPTS", "xpack.security.enabled");

    /** Kibana is no library: those of its documentation that are used, in capitals and with underscores as its image asks. */
    private static final Set<String> OF_KIBANA = Set.of("ELASTICSEARCH_HOSTS", "TELEMETRY_OPTIN");

    /** What a script of ours reads. */
    private static final Pattern READ = Pattern.compile("\\$\\{([A-Z_]+)");

    /** The scripts of Kafka read it, the broker does not. */
    private static final String KAFKA_HEAP = "KAFKA_HEAP_OPTS";

    private Settings() {}

    /** What nobody knows or Kafka does not take, one line each. */
    static List<String> problems(ComposeFile file) {
        List<String> problems = new ArrayList<>();
        file.ofOurServices().forEach(service -> addUnknownProperties(service, problems));
        addOfKafka(file.service("kafka"), problems);
        addUnknown(file.service("elasticsearch"), knownToElasticsearch(), problems);
        addUnknown(file.service("kibana"), OF_KIBANA, problems);
        addUnknown(file.service("kibana-setup"), readBy("deploy/kibana/import.sh"), problems);
        addUnknown(file.service("demo"), Set.of(), problems);
        return problems;
    }

    private static void addUnknown(ComposeService service, Set<String> known, List<String> problems) {
        service.environment().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(service.name() + " does not know " + name));
    }

    private static void addUnknownProperties(ComposeService service, List<String> problems) {
        service.environment().forEach((name, value) -> {
            if (name.equals(JSON)) {
                leaves("", JsonMapper.shared().readTree(value)).stream()
                        .filter(property -> !KnownProperties.all().has(property))
                        .forEach(property -> problems.add(service.name() + " does not know " + property));
            } else if (!KnownProperties.all().hasVariable(name)) {
                problems.add(service.name() + " does not know " + name);
            }
        });
    }

    /** The names of properties in JSON, as Spring Boot makes them of it. */
    private static List<String> leaves(String path, JsonNode node) {
        List<String> leaves = new ArrayList<>();
        node.propertyStream().forEach(property -> {
            String name = property.getKey();
            String separator = path.isEmpty() || name.startsWith("[") ? "" : ".";
            leaves.addAll(leaves(path + separator + name, property.getValue()));
        });
        return leaves.isEmpty() ? List.of(path) : leaves;
    }

    /** What the broker of the image makes of the variables: its image's own program says. */
    static Map<String, String> brokerSettings(Map<String, String> environment) {
        var variables = scala.collection.immutable.Map.from(CollectionConverters.asScala(environment));
        Collection<String> lines =
                CollectionConverters.asJava(KafkaDockerWrapper$.MODULE$.getServerConfigsFromEnv(variables));
        Map<String, String> settings = new HashMap<>();
        lines.forEach(
                line -> settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return settings;
    }

    private static void addOfKafka(ComposeService kafka, List<String> problems) {
        Map<String, String> settings = brokerSettings(kafka.environment());
        settings.keySet().stream()
                .filter(name -> !AbstractKafkaConfig.CONFIG_DEF.names().contains(name))
                .forEach(name -> problems.add("the broker does not know " + name));
        kafka.environment().keySet().stream()
                .filter(name -> !name.startsWith("KAFKA_"))
                .forEach(name -> problems.add("the image of Kafka does not know " + name));
        if (!kafka.environment().containsKey(KAFKA_HEAP)) {
            problems.add("kafka has no " + KAFKA_HEAP);
        }
        try {
            var _ = new KafkaConfig(settings, false);
        } catch (ConfigException | IllegalArgumentException e) {
            problems.add("the broker does not start: " + e.getMessage());
        }
    }

    private static Set<String> readBy(String script) {
        return READ.matcher(Checkout.text(script))
                .results()
                .map(reference -> reference.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> knownToElasticsearch() {
        // Its classes want to log when they are read; a node that starts here later on does the same.
        LoggerFactory.setInstance(new LoggerFactoryImpl());
        Set<String> known = ClusterSettings.BUILT_IN_CLUSTER_SETTINGS.stream()
                .map(Setting::getKey)
                .collect(Collectors.toSet());
        known.addAll(OF_ELASTICSEARCH_IMAGE);
        return known;
    }
}
