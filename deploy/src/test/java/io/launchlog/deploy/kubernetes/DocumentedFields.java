package io.launchlog.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the documentation of ECK and KEDA says of the fields that are used: no registry of libraries has models of these.
 * {@code *} stands for any element of a list; what is below a path with {@code /**} is looked at elsewhere.
 */
final class DocumentedFields {

    private static final Predicate<JsonNode> TEXT =
            value -> value.isTextual() && !value.asText().isBlank();
    private static final Predicate<JsonNode> COUNT = value -> value.isInt() && value.asInt() >= 0;
    private static final Predicate<JsonNode> ANY = value -> true;
    private static final Set<String> OF_METADATA = Set.of("name", "namespace", "labels");

    private static final Map<String, Map<String, Predicate<JsonNode>>> FIELDS = Map.of(
            "elasticsearch.k8s.elastic.co/v1/Elasticsearch",
            Map.of(
                    "version", TEXT,
                    "auth/fileRealm/*/secretName", TEXT,
                    "auth/roles/*/secretName", TEXT,
                    "volumeClaimDeletePolicy", oneOf("DeleteOnScaledownOnly", "DeleteOnScaledownAndClusterDeletion"),
                    "nodeSets/*/name", TEXT,
                    "nodeSets/*/count", COUNT,
                    "nodeSets/*/config/**", ANY,
                    "nodeSets/*/podTemplate/**", ANY,
                    "nodeSets/*/volumeClaimTemplates/**", ANY),
            "kibana.k8s.elastic.co/v1/Kibana",
            Map.of(
                    "version", TEXT,
                    "count", COUNT,
                    "elasticsearchRef/name", TEXT,
                    "config/**", ANY,
                    "podTemplate/**", ANY),
            "keda.sh/v1alpha1/ScaledObject",
            Map.ofEntries(
                    Map.entry("scaleTargetRef/apiVersion", TEXT),
                    Map.entry("scaleTargetRef/kind", TEXT),
                    Map.entry("scaleTargetRef/name", TEXT),
                    Map.entry("pollingInterval", COUNT),
                    Map.entry("cooldownPeriod", COUNT),
                    Map.entry("minReplicaCount", COUNT),
                    Map.entry("maxReplicaCount", COUNT),
                    Map.entry("fallback/failureThreshold", COUNT),
                    Map.entry("fallback/replicas", COUNT),
                    Map.entry("advanced/horizontalPodAutoscalerConfig/behavior/**", ANY),
                    Map.entry("triggers/*/type", oneOf("kafka")),
                    Map.entry("triggers/*/metadata/bootstrapServers", TEXT),
                    Map.entry("triggers/*/metadata/consumerGroup", TEXT),
                    Map.entry("triggers/*/metadata/topic", TEXT),
                    Map.entry("triggers/*/metadata/lagThreshold", TEXT),
                    Map.entry("triggers/*/metadata/offsetResetPolicy", oneOf("earliest", "latest")),
                    Map.entry("triggers/*/metadata/sasl", oneOf("plaintext", "scram_sha256", "scram_sha512", "none")),
                    Map.entry("triggers/*/metadata/tls", oneOf("enable", "disable")),
                    Map.entry("triggers/*/authenticationRef/name", TEXT)),
            "keda.sh/v1alpha1/TriggerAuthentication",
            Map.of(
                    "configMapTargetRef/*/parameter", oneOf("username"),
                    "configMapTargetRef/*/name", TEXT,
                    "configMapTargetRef/*/key", TEXT,
                    "secretTargetRef/*/parameter", oneOf("password", "ca"),
                    "secretTargetRef/*/name", TEXT,
                    "secretTargetRef/*/key", TEXT));

    private DocumentedFields() {}

    /** @param type group, version and kind */
    static boolean describe(String type) {
        return FIELDS.containsKey(type);
    }

    static void addProblems(Manifest manifest, List<String> problems) {
        Map<String, Predicate<JsonNode>> fields =
                FIELDS.getOrDefault(manifest.text("/apiVersion") + "/" + manifest.kind(), Map.of());
        manifest.content().fieldNames().forEachRemaining(field -> {
            if (!Set.of("apiVersion", "kind", "metadata", "spec").contains(field)) {
                problems.add(manifest.title() + " has " + field);
            }
        });
        manifest.at("/metadata").fieldNames().forEachRemaining(field -> {
            if (!OF_METADATA.contains(field)) {
                problems.add(manifest.title() + " has metadata/" + field);
            }
        });
        add(manifest, "", manifest.at("/spec"), fields, problems);
    }

    private static void add(
            Manifest manifest,
            String path,
            JsonNode value,
            Map<String, Predicate<JsonNode>> fields,
            List<String> problems) {
        if (fields.containsKey(path + "/**")) {
            return;
        }
        if (value.isContainerNode() && !value.isEmpty()) {
            String prefix = path.isEmpty() ? "" : path + "/";
            if (value.isArray()) {
                value.forEach(element -> add(manifest, prefix + "*", element, fields, problems));
            } else {
                value.properties()
                        .forEach(field -> add(manifest, prefix + field.getKey(), field.getValue(), fields, problems));
            }
        } else if (!fields.containsKey(path)) {
            problems.add(manifest.title() + " has " + path + ", of which the documentation does not tell");
        } else if (!fields.getOrDefault(path, ANY).test(value)) {
            problems.add(manifest.title() + " has " + path + ": " + value + ", which is not allowed");
        }
    }

    private static Predicate<JsonNode> oneOf(String... allowed) {
        return value -> Set.of(allowed).contains(value.asText());
    }
}
