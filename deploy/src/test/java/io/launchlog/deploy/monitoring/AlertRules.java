package io.launchlog.deploy.monitoring;

import io.launchlog.deploy.Checkout;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files for Prometheus. */
final class AlertRules {

    static final String FOLDER = "deploy/monitoring/";

    private AlertRules() {}

    /**
     * An alert.
     *
     * @param expression PromQL; it fires for what this returns
     */
    record Alert(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {}

    static List<Alert> read() {
        return list(yaml("alerts.yaml").get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .map(rule -> new Alert(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        texts(rule.get("labels")),
                        texts(rule.get("annotations"))))
                .toList();
    }

    /** The jobs of {@code prometheus.yaml}. */
    static List<Map<String, Object>> jobs() {
        return list(yaml("prometheus.yaml").get("scrape_configs"));
    }

    static Map<String, Object> yaml(String file) {
        return parse(Checkout.text(FOLDER + file));
    }

    /** A key that is there twice is an error. */
    static Map<String, Object> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(yaml);
    }

    @SuppressWarnings("unchecked") // The files are ours; another shape is a failure of the test.
    static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Object yaml) {
        return (Map<String, String>) yaml;
    }
}
