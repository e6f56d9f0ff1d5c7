package io.launchlog.standalone;

import io.launchlog.ingest.command.SpringArguments;
import java.util.List;
import java.util.Map;

/** The options that are passed on to Spring, told apart from misspelt ones. */
final class SpringProperties {

    /** Set by an option of ours, which also starts what the property speaks of. */
    private static final Map<String, String> OWN = Map.of(
            "server.port", Ports.API_OPTION,
            "spring.kafka.bootstrap-servers", Ports.KAFKA_OPTION,
            "spring.elasticsearch.uris", Ports.ELASTICSEARCH_OPTION);

    private SpringProperties() {}

    /** @throws CannotRunException when one is no property, or one that an option of ours sets */
    static void require(List<String> arguments) {
        for (String argument : arguments) {
            String property = SpringArguments.propertyOf(argument)
                    .orElseThrow(() -> new CannotRunException("There is no option " + nameOf(argument)
                            + "; './launchlog up --help' lists them, and Spring properties are written"
                            + " --name.of.it=value"));
            String option = OWN.get(property);
            if (option != null) {
                throw new CannotRunException("Use " + option + " in place of --" + property);
            }
        }
    }

    /** Without the value: it may be a secret. */
    private static String nameOf(String argument) {
        int end = argument.indexOf('=');
        return end < 0 ? argument : argument.substring(0, end);
    }
}
