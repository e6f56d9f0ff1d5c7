package io.launchlog.deploy.image;

import io.launchlog.deploy.Checkout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml} sets of the environment of its services. */
final class ComposeEnvironment {

    /** {@code $$}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME:?what to do}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{(\\w+)(?::?([-?])([^}]*))?}");

    private ComposeEnvironment() {}

    /**
     * The variables of a service.
     *
     * @param callers what is set where compose is called; over the file {@code .env}, if there is one
     * @throws IllegalArgumentException when the file wants a variable of the caller that is not there
     */
    static Map<String, String> of(String service, Map<String, String> callers) {
        Map<?, ?> compose = new Yaml().load(Checkout.text("docker-compose.yml"));
        Map<?, ?> definition = (Map<?, ?>) ((Map<?, ?>) compose.get("services")).get(service);
        Map<String, String> values = new LinkedHashMap<>(fileOfValues());
        values.putAll(callers);
        Map<String, String> environment = new LinkedHashMap<>();
        ((Map<?, ?>) definition.get("environment"))
                .forEach((name, value) -> environment.put(name.toString(), resolved(value.toString(), values)));
        return environment;
    }

    private static Map<String, String> fileOfValues() {
        Map<String, String> values = new LinkedHashMap<>();
        if (Checkout.path(".env").toFile().exists()) {
            Checkout.text(".env")
                    .lines()
                    .filter(line -> line.matches("\\w+=.*"))
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> values.put(pair[0], pair[1]));
        }
        return values;
    }

    private static String resolved(String text, Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match, values)));
    }

    private static String value(MatchResult match, Map<String, String> values) {
        String name = match.group(1);
        if (name == null) {
            return "$";
        }
        String value = values.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if ("-".equals(match.group(2))) {
            return match.group(3);
        }
        throw new IllegalArgumentException("docker-compose.yml wants the variable " + name + ": " + match.group(3));
    }
}
