package io.launchlog.deploy.kibana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A panel made with Lens, and the aggregations that Kibana makes of it. Knows only what our panels use, and refuses the
 * rest, so that nothing is tested in another form than it runs.
 *
 * @param columns by their ids, in the order in which they nest
 * @param kql what the panel is about; empty for all
 */
record LensPanel(Map<String, JsonNode> columns, String kql) {

    /** What is there for events without the field, and the key that Kibana shows as a missing value. */
    static final String MISSING = "__missing__";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OF_COLUMN =
            Set.of("label", "customLabel", "dataType", "operationType", "isBucketed", "scale", "sourceField", "params");
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "count", Set.of("emptyAsNull"),
            "min", Set.of("emptyAsNull"),
            "max", Set.of("emptyAsNull"),
            "date_histogram", Set.of("interval", "includeEmptyRows", "dropPartials"),
            "terms", Set.of("size", "orderBy", "orderDirection", "otherBucket", "missingBucket", "parentFormat"));

    static LensPanel of(SavedObject object) {
        JsonNode state = object.attributes().required("state");
        JsonNode layers =
                state.required("datasourceStates").required("formBased").required("layers");
        check(layers.size() == 1, object.id() + " has not one layer");
        check(state.required("filters").isEmpty(), object.id() + " has filters");
        check(
                state.required("query").required("language").asString().equals("kuery"),
                object.id() + " has a query that is no KQL");
        JsonNode layer = layers.valueStream().toList().getFirst();
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        for (JsonNode id : layer.required("columnOrder")) {
            JsonNode column = layer.required("columns").required(id.asString());
            check(OF_COLUMN.containsAll(column.propertyNames()), "An unknown property of a column: " + column);
            Set<String> known = PARAMETERS.get(operation(column));
            check(known != null, "An unknown operation: " + column);
            check(known.containsAll(column.required("params").propertyNames()), "An unknown parameter: " + column);
            columns.put(id.asString(), column);
        }
        check(columns.size() == layer.required("columns").size(), object.id() + " has columns without an order");
        return new LensPanel(columns, state.required("query").required("query").asString());
    }

    /** The fields that are aggregated, with the types that Lens takes them for. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        columns.values().stream()
                .filter(column -> !operation(column).equals("count"))
                .forEach(column ->
                        fields.put(field(column), column.required("dataType").asString()));
        return fields;
    }

    /**
     * The body of the search.
     *
     * @param interval in place of one that Kibana chooses by the time shown
     * @param more KQL of the dashboard
     */
    String body(String interval, String more) {
        return Questions.body(Questions.matching(kql, more), aggregations(interval))
                .toString();
    }

    private ObjectNode aggregations(String interval) {
        ObjectNode metrics = JSON.createObjectNode();
        List<Map.Entry<String, JsonNode>> buckets = new ArrayList<>();
        for (Map.Entry<String, JsonNode> column : columns.entrySet()) {
            switch (operation(column.getValue())) {
                // The count of a bucket is there without asking.
                case "count" -> {}
                case "min", "max" ->
                    metrics.putObject(column.getKey())
                            .putObject(operation(column.getValue()))
                            .put("field", field(column.getValue()));
                default -> buckets.add(column);
            }
        }
        ObjectNode inner = metrics;
        for (Map.Entry<String, JsonNode> column : buckets.reversed()) {
            ObjectNode outer = JSON.createObjectNode();
            ObjectNode aggregation = outer.putObject(column.getKey());
            if (operation(column.getValue()).equals("terms")) {
                terms(column.getValue(), aggregation.putObject("terms"));
            } else {
                aggregation
                        .putObject("date_histogram")
                        .put("field", field(column.getValue()))
                        .put("fixed_interval", interval)
                        .put("time_zone", "UTC")
                        .put("min_doc_count", 1);
            }
            if (!inner.isEmpty()) {
                aggregation.set("aggs", inner);
            }
            inner = outer;
        }
        return inner;
    }

    private void terms(JsonNode column, ObjectNode terms) {
        JsonNode parameters = column.required("params");
        JsonNode order = parameters.required("orderBy");
        check(
                order.required("type").asString().equals("column")
                        && operation(columns.get(order.required("columnId").asString()))
                                .equals("count"),
                "An order by something else than a count: " + column);
        terms.put("field", field(column));
        terms.put("size", parameters.required("size").asInt());
        terms.putObject("order")
                .put("_count", parameters.required("orderDirection").asString());
        if (parameters.required("missingBucket").asBoolean()) {
            check(parameters.required("otherBucket").asBoolean(), "Lens asks for missing values only beside others");
            terms.put("missing", MISSING);
        }
    }

    /** The ids of columns that the picture shows. */
    static Set<String> shownBy(SavedObject object) {
        JsonNode picture = object.attributes().required("state").required("visualization");
        Set<String> shown = new TreeSet<>();
        for (JsonNode layer : picture.path("layers")) {
            shown.add(layer.required("xAccessor").asString());
            shown.add(layer.required("splitAccessor").asString());
            layer.required("accessors").forEach(accessor -> shown.add(accessor.asString()));
        }
        picture.path("columns")
                .forEach(column -> shown.add(column.required("columnId").asString()));
        return shown;
    }

    private static String operation(JsonNode column) {
        return column.required("operationType").asString();
    }

    private static String field(JsonNode column) {
        return column.required("sourceField").asString();
    }

    private static void check(boolean fine, String message) {
        if (!fine) {
            throw new AssertionError(message);
        }
    }
}
