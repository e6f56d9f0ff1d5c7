package io.launchlog.deploy.kibana;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Queries as Kibana makes them of KQL, the time and the filters of a dashboard. */
final class Questions {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z@_][A-Za-z0-9@_.]*)\\s*(?::|[<>]=?)");

    private Questions() {}

    /** All of the time of the tests, and all of these; an empty one says nothing. */
    static JsonNode matching(String... kql) {
        ObjectNode query = JSON.createObjectNode();
        ArrayNode filters = query.putObject("bool").putArray("filter");
        for (String one : kql) {
            if (!one.isEmpty()) {
                filters.addObject().putObject("kql").put("query", one);
            }
        }
        filters.addObject()
                .putObject("range")
                .putObject("occur_time")
                .put("format", "strict_date_optional_time")
                .put("gte", KnownEvents.FROM)
                .put("lte", KnownEvents.TO);
        return query;
    }

    /** The fields that a KQL names. */
    static Set<String> fieldsOf(String kql) {
        Set<String> fields = new TreeSet<>();
        Matcher matcher = FIELD.matcher(QUOTED.matcher(kql).replaceAll("x"));
        while (matcher.find()) {
            fields.add(matcher.group(1));
        }
        return fields;
    }

    static ObjectNode body(JsonNode query, JsonNode aggregations) {
        ObjectNode body = JSON.createObjectNode();
        body.put("size", 0).put("track_total_hits", true);
        body.set("query", query);
        body.set("aggs", aggregations);
        return body;
    }

    static List<JsonNode> buckets(JsonNode aggregation) {
        return aggregation.required("buckets").valueStream().toList();
    }
}
