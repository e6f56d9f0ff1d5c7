package io.launchlog.deploy.kibana;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A panel made with Vega: it holds the search itself, to which Kibana adds time and filters.
 *
 * @param spec of Vega-Lite
 * @param url what it says of the search
 */
record VegaPanel(JsonNode spec, JsonNode url) {

    static VegaPanel of(SavedObject object) {
        JsonNode state =
                SavedObjects.json(object.attributes().required("visState").asString());
        if (!state.required("type").asString().equals("vega")) {
            throw new AssertionError(object.id() + " is no panel of Vega");
        }
        // As JSON, though Kibana would take HJSON: so that it can be read here.
        JsonNode spec =
                SavedObjects.json(state.required("params").required("spec").asString());
        return new VegaPanel(spec, spec.required("data").required("url"));
    }

    String index() {
        return url.required("index").asString();
    }

    String timeField() {
        return url.required("%timefield%").asString();
    }

    /** The fields that it aggregates. */
    Set<String> fields() {
        return new TreeSet<>(url.required("body").findValuesAsString("field"));
    }

    /**
     * The body of the search.
     *
     * @param kql of the dashboard
     */
    String body(String kql) {
        JsonNode body = url.required("body");
        if (!url.required("%context%").asBoolean() || body.has("query")) {
            throw new AssertionError("Kibana adds time and filters only where there is no query: " + url);
        }
        return Questions.body(Questions.matching(kql), body.required("aggs")).toString();
    }
}
