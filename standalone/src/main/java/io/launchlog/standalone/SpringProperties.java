package io.launchlog.standalone;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that are passed on to Spring, told apart from misspelt ones. */
final class SpringProperties {

    /** A dotted name tells a property from a misspelt option. */
    private static final Pattern PROPERTY = Pattern.compile("--([A-Za-z][^=]*\\.[^=]+)(=.*)?", Pattern.DOTALL);

    /** Set by an option of ours, which also starts what the property speaks of. */
    private static final Map<String, String> OWN = Map.of(
            "server.port", Ports.API_OPTION,
            "spring.kafka.bootstrap-servers", Ports.KAFKA_OPTION,
            "spring.elasticsearch.uris", Ports.ELASTICSEARCH_OPTION);

    private SpringProperties() {}

    /** @throws CannotRunException when one is no property, or one that an option of ours sets */
    static void require(List<String> arguments) {
        for (String argument : arguments) {
            Matcher property = PROPERTY.matcher(argument);
            if (!property.matches()) {
                throw new CannotRunException("There is no option " + nameOf(argument)
                        + "; './launchlog up --help' lists them, and Spring properties are written --name.of.it=value");
            }
            String option = OWN.get(property.group(1));
            if (option != null) {
                throw new CannotRunException("Use " + option + " in place of --" + property.group(1));
            }
        }
    }

    /** Without the value: it may be a secret. */
    private static String nameOf(String argument) {
        int end = argument.indexOf('=');
        return end < 0 ? argument : argument.substring(0, end);
    }
}
