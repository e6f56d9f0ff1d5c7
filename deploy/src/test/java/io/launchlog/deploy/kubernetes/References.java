package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what resources name is there: ConfigMaps, Secrets and their keys, volumes, accounts, what is scaled. */
final class References {

    private static final Pattern MADE_BY_HAND =
            Pattern.compile("kubectl -n launchlog create secret generic ([a-z-]+)((?:\\s|\\\\\n|--\\S+)*)");
    private static final Pattern LITERAL = Pattern.compile("--from-literal=([^=\\s]+)=");

    private final Kustomization kustomization;
    private final Map<String, Set<String>> secrets = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private References(Kustomization kustomization, String readme) {
        this.kustomization = kustomization;
        kustomization.ofKind("Secret").forEach(secret -> secrets.put(secret.name(), keys(secret.at("/stringData"))));
        kustomization
                .ofKind("KafkaUser")
                .forEach(user -> secrets.put(user.name(), Set.of("password", "sasl.jaas.config")));
        kustomization
                .ofKind("Kafka")
                .forEach(kafka ->
                        secrets.put(kafka.name() + "-cluster-ca-cert", Set.of("ca.crt", "ca.p12", "ca.password")));
        kustomization
                .ofKind("Elasticsearch")
                .forEach(elasticsearch ->
                        secrets.put(elasticsearch.name() + "-es-http-certs-public", Set.of("ca.crt", "tls.crt")));
        secrets.putAll(madeByHand(readme));
    }

    /** What is not there, one line each. */
    static List<String> problems(Kustomization kustomization, String readme) {
        References references = new References(kustomization, readme);
        kustomization.ours().forEach(references::addOfPods);
        kustomization.manifests().forEach(references::addOfOperators);
        return references.problems;
    }

    /** The Secrets that the README has the operator make, with their keys. */
    static Map<String, Set<String>> madeByHand(String readme) {
        Map<String, Set<String>> made = new HashMap<>();
        Matcher matcher = MADE_BY_HAND.matcher(readme);
        while (matcher.find()) {
            Set<String> keys = new TreeSet<>();
            LITERAL.matcher(matcher.group(2)).results().forEach(literal -> keys.add(literal.group(1)));
            made.put(matcher.group(1), keys);
        }
        return made;
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private void addOfPods(Manifest manifest) {
        manifest.configMaps().forEach(name -> require(manifest, "ConfigMap", name));
        require(
                manifest,
                "ServiceAccount",
                manifest.podSpec().path("serviceAccountName").asText());
        Set<String> volumes = new TreeSet<>();
        elements(manifest.podSpec().path("volumes")).forEach(volume -> {
            volumes.add(volume.path("name").asText());
            addSecret(manifest, volume.path("secret"), "secretName");
            elements(volume.at("/projected/sources"))
                    .forEach(source -> addSecret(manifest, source.path("secret"), "name"));
        });
        Set<String> mounted = new TreeSet<>();
        elements(manifest.container().path("volumeMounts"))
                .forEach(mount -> mounted.add(mount.path("name").asText()));
        if (!mounted.equals(volumes)) {
            problems.add(manifest.title() + " mounts " + mounted + " and has the volumes " + volumes);
        }
        addFiles(manifest);
    }

    /** Files that settings name are where they are mounted. */
    private void addFiles(Manifest manifest) {
        Set<String> files = MountedFiles.of(manifest);
        for (String map : manifest.configMaps()) {
            kustomization.find("ConfigMap", map).at("/data").properties().forEach(setting -> {
                String value = setting.getValue().asText();
                boolean isThere = !value.contains(":/etc/")
                        || (value.startsWith("configtree:")
                                ? files.stream()
                                        .anyMatch(file -> file.startsWith(value.substring("configtree:".length())))
                                : files.contains(value.substring("file:".length())));
                if (!isThere) {
                    problems.add(manifest.title() + " has no " + value + ", which " + setting.getKey() + " names");
                }
            });
        }
    }

    private void addSecret(Manifest manifest, JsonNode reference, String nameField) {
        if (reference.isMissingNode()) {
            return;
        }
        List<String> keys = elements(reference.path("items"))
                .map(item -> item.path("key").asText())
                .toList();
        requireSecret(manifest, reference.path(nameField).asText(), keys);
    }

    private void requireSecret(Manifest manifest, String name, List<String> keys) {
        Set<String> known = secrets.get(name);
        if (known == null) {
            problems.add(manifest.title() + " wants the Secret " + name + ", which nobody makes");
        } else {
            keys.stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> problems.add(manifest.title() + " wants " + key + " of the Secret " + name
                            + ", which has " + new TreeSet<>(known)));
        }
    }

    private void addOfOperators(Manifest manifest) {
        String cluster = manifest.at("/metadata/labels/strimzi.io~1cluster").asText("");
        if (!cluster.isEmpty()) {
            require(manifest, "Kafka", cluster);
        }
        switch (manifest.kind()) {
            case "HorizontalPodAutoscaler", "ScaledObject" ->
                require(
                        manifest,
                        manifest.text("/spec/scaleTargetRef/kind"),
                        manifest.text("/spec/scaleTargetRef/name"));
            case "Elasticsearch" ->
                List.of("/spec/auth/fileRealm", "/spec/auth/roles")
                        .forEach(place -> elements(manifest.at(place))
                                .forEach(secret -> requireSecret(
                                        manifest,
                                        secret.path("secretName").asText(),
                                        List.of(place.endsWith("roles") ? "roles.yml" : "username"))));
            case "Kibana" -> require(manifest, "Elasticsearch", manifest.text("/spec/elasticsearchRef/name"));
            case "TriggerAuthentication" -> {
                elements(manifest.at("/spec/secretTargetRef"))
                        .forEach(secret -> requireSecret(
                                manifest,
                                secret.path("name").asText(),
                                List.of(secret.path("key").asText())));
                elements(manifest.at("/spec/configMapTargetRef"))
                        .forEach(map ->
                                require(manifest, "ConfigMap", map.path("name").asText()));
            }
            default -> {}
        }
        elements(manifest.at("/spec/triggers"))
                .forEach(trigger -> require(
                        manifest,
                        "TriggerAuthentication",
                        trigger.at("/authenticationRef/name").asText()));
    }

    private void require(Manifest manifest, String kind, String name) {
        boolean isThere = kustomization.ofKind(kind).stream()
                .anyMatch(other -> other.name().equals(name));
        if (!isThere) {
            problems.add(manifest.title() + " wants the " + kind + " " + name + ", which is not there");
        }
    }
}
