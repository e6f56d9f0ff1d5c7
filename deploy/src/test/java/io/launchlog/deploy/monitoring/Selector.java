package io.launchlog.deploy.monitoring;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The series that a query asks for.
 *
 * @param metric their name
 * @param matchers what their labels have to be
 */
record Selector(String metric, List<Matcher> matchers) {

    Selector {
        matchers = List.copyOf(matchers);
    }

    /**
     * What a label has to be.
     *
     * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
     */
    record Matcher(String label, String operator, String value) {

        Matcher {
            if (!Set.of("=", "!=", "=~", "!~").contains(operator)) {
                throw new IllegalArgumentException(operator + " is no operator of a matcher");
            }
            if (operator.endsWith("~")) {
                // PromQL has RE2, of which Java's expressions are more than enough; a broken one is an error here.
                Pattern.compile(value);
            }
        }

        boolean takes(String actual) {
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> actual.matches(value);
                default -> !actual.matches(value);
            };
        }
    }
}
