package io.launchlog.deploy.monitoring;

import io.launchlog.deploy.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard for Grafana, as it is imported there. */
final class Dashboard {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private final JsonNode root;

    private Dashboard(JsonNode root) {
        this.root = root;
    }

    /** A query of a panel, and what its series are called. */
    record Target(String expression, String legend, JsonNode datasource) {}

    /** A panel that shows something. */
    record Panel(int id, String title, JsonNode json) {

        List<Target> targets() {
            return stream(json.path("targets"))
                    .map(target -> new Target(
                            target.required("expr").asString(),
                            target.required("legendFormat").asString(),
                            target.required("datasource")))
                    .toList();
        }
    }

    static Dashboard read() {
        return new Dashboard(JsonMapper.shared().readTree(Checkout.text(AlertRules.FOLDER + "dashboard.json")));
    }

    JsonNode root() {
        return root;
    }

    List<Panel> panels() {
        return stream(root.required("panels"))
                .filter(panel -> !panel.required("type").asString().equals("row"))
                .map(panel -> new Panel(
                        panel.required("id").asInt(), panel.required("title").asString(), panel))
                .toList();
    }

    List<JsonNode> variables() {
        return stream(root.at("/templating/list")).toList();
    }

    /** Everything that Prometheus is asked, with a value for each variable. */
    List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        panels().forEach(panel -> panel.targets().forEach(target -> expressions.add(withValues(target.expression()))));
        return expressions;
    }

    /** What the variables that ask Prometheus take the values of a label of. */
    List<String> sourcesOfVariables() {
        return variables().stream()
                .filter(variable -> variable.required("type").asString().equals("query"))
                .map(variable ->
                        LABEL_VALUES.matcher(variable.required("definition").asString()))
                .filter(Matcher::matches)
                .map(query -> "sum by (" + query.group(2) + ") (" + query.group(1) + ")")
                .toList();
    }

    private static String withValues(String expression) {
        return expression.replace("$__rate_interval", "1m").replace("$instance", ".*");
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
