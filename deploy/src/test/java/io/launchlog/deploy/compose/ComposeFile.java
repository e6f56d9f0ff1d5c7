package io.launchlog.deploy.compose;

import io.launchlog.deploy.Checkout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A Compose file with its variables filled in.
 *
 * @param services by their names
 * @param volumes the named ones
 * @param variables that were filled in
 */
record ComposeFile(Map<String, ComposeService> services, Set<String> volumes, Variables variables) {

    /** That of the checkout, with its {@code .env}. */
    static ComposeFile ofCheckout() {
        return parse(Checkout.text("docker-compose.yml"), Checkout.text(".env"));
    }

    /**
     * @param text YAML; a key that is there twice is an error
     * @param environment the text of {@code .env}
     */
    static ComposeFile parse(String text, String environment) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<String, Object> raw = new Yaml(new SafeConstructor(options)).load(text);
        Variables variables = new Variables(Variables.of(environment));
        Map<String, ComposeService> services = new LinkedHashMap<>();
        map(raw.get("services")).forEach((name, service) -> {
            String image = String.valueOf(map(service).get("image"));
            services.put(name, new ComposeService(name, image, map(fillIn(service, variables))));
        });
        return new ComposeFile(services, map(raw.get("volumes")).keySet(), variables);
    }

    /** @throws NoSuchElementException when there is none of that name */
    ComposeService service(String name) {
        ComposeService service = services.get(name);
        if (service == null) {
            throw new NoSuchElementException("There is no service " + name + "; there are " + services.keySet());
        }
        return service;
    }

    /** Those that run ingest or query, a command of theirs too. */
    List<ComposeService> ofOurServices() {
        return services.values().stream()
                .filter(service -> service.dockerfile().equals("deploy/Dockerfile"))
                .toList();
    }

    /** Those whose images are built from this checkout. */
    List<ComposeService> ours() {
        return services.values().stream()
                .filter(service -> !service.dockerfile().isEmpty())
                .toList();
    }

    private static Object fillIn(Object value, Variables variables) {
        return switch (value) {
            case String text -> variables.fillIn(text);
            case List<?> list ->
                list.stream().map(each -> fillIn(each, variables)).toList();
            case Map<?, ?> map -> {
                Map<String, Object> filled = new LinkedHashMap<>();
                map.forEach(
                        (name, each) -> filled.put(String.valueOf(name), each == null ? "" : fillIn(each, variables)));
                yield filled;
            }
            default -> value;
        };
    }

    /** A mapping; empty for anything else. */
    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> mapping) {
            mapping.forEach((name, each) -> map.put(String.valueOf(name), each == null ? "" : each));
        }
        return map;
    }

    /** A list of texts; one for what is no list; none for nothing. */
    static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        } else if (value != null) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }
}
