package io.launchlog.deploy.compose;

import io.launchlog.deploy.compose.ComposeService.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether ports and addresses are those where somebody listens. */
final class Addresses {

    /** {@code kafka:9093}, wherever it stands. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![A-Za-z0-9.-])([a-z][a-z-]*|127\\.0\\.0\\.1):([0-9]{2,5})");

    private static final String LOOPBACK = "127.0.0.1";

    /** The defaults of the two images. */
    private static final Map<String, String> OF_IMAGES = Map.of("elasticsearch", "9200", "kibana", "5601");

    private Addresses() {}

    /** What leads nowhere, or where it must not, one line each. */
    static List<String> problems(ComposeFile file) {
        List<String> problems = new ArrayList<>();
        file.services().values().forEach(service -> {
            addPorts(service, problems);
            addAddresses(service, file, problems);
        });
        addAdvertised(file.service("kafka"), problems);
        return problems;
    }

    private static void addPorts(ComposeService service, List<String> problems) {
        Set<String> hosts = new TreeSet<>();
        for (Port port : service.ports()) {
            if (!port.address().equals(LOOPBACK)) {
                problems.add(service.name() + " is published beyond this machine: " + port);
            }
            if (!listens(service).contains(port.container())) {
                problems.add(service.name() + " does not listen on " + port.container());
            }
            if (!hosts.add(port.host())) {
                problems.add(service.name() + " publishes " + port.host() + " twice");
            }
        }
        if (!service.ports().isEmpty() && service.dockerfile().equals("deploy/Dockerfile")) {
            listens(service).stream()
                    .filter(port -> service.ports().stream()
                            .noneMatch(published -> published.container().equals(port)))
                    .forEach(port -> problems.add(service.name() + " listens on " + port + ", which is not published"));
        }
    }

    /** The ports on which a container listens. */
    private static Set<String> listens(ComposeService service) {
        Set<String> ports = new TreeSet<>();
        if (OF_IMAGES.containsKey(service.name())) {
            ports.add(OF_IMAGES.get(service.name()));
        }
        List.of("SERVER_PORT", "MANAGEMENT_SERVER_PORT").forEach(property -> {
            if (service.environment().containsKey(property)) {
                ports.add(service.environment().get(property));
            }
        });
        ports.addAll(listeners(service, "KAFKA_LISTENERS").values());
        return ports;
    }

    /** The ports by the names of Kafka's listeners. */
    private static Map<String, String> listeners(ComposeService service, String variable) {
        Map<String, String> ports = new LinkedHashMap<>();
        for (String listener : service.environment().getOrDefault(variable, "").split(",")) {
            int colon = listener.lastIndexOf(':');
            if (colon > 0) {
                ports.put(listener.substring(0, listener.indexOf(':')), listener.substring(colon + 1));
            }
        }
        return ports;
    }

    private static void addAddresses(ComposeService service, ComposeFile file, List<String> problems) {
        List<String> texts = new ArrayList<>(service.environment().values());
        texts.addAll(service.command());
        texts.addAll(service.entrypoint());
        texts.addAll(ComposeFile.texts(service.healthCheck().get("test")));
        for (String text : texts) {
            for (Matcher address = ADDRESS.matcher(text); address.find(); ) {
                String host = address.group(1);
                ComposeService target =
                        host.equals(LOOPBACK) ? service : file.services().get(host);
                boolean isPublished = host.equals(LOOPBACK)
                        && service.ports().stream().anyMatch(port -> port.host().equals(address.group(2)));
                if (target == null || (!isPublished && !listens(target).contains(address.group(2)))) {
                    problems.add(service.name() + " goes to " + address.group() + ", where nobody listens");
                } else if (target != service && !service.dependsOn().containsKey(host)) {
                    problems.add(service.name() + " does not wait for " + host);
                }
            }
        }
    }

    /** What Kafka tells programs of this machine has to be what is published for them. */
    private static void addAdvertised(ComposeService kafka, List<String> problems) {
        Map<String, String> inside = listeners(kafka, "KAFKA_LISTENERS");
        String advertised = kafka.environment().getOrDefault("KAFKA_ADVERTISED_LISTENERS", "");
        listeners(kafka, "KAFKA_ADVERTISED_LISTENERS").forEach((name, port) -> {
            boolean isForHost = advertised.contains(name + "://" + LOOPBACK + ":");
            boolean isRight = isForHost
                    ? kafka.ports().contains(new Port(LOOPBACK, port, inside.get(name)))
                    : port.equals(inside.get(name));
            if (!isRight) {
                problems.add("kafka tells its clients another port than that of " + name + ": " + port);
            }
        });
    }
}
