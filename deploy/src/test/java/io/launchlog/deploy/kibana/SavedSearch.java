package io.launchlog.deploy.kibana;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A saved search, as Discover asks for it.
 *
 * @param kql what it looks for
 * @param columns the fields that it shows
 * @param sort fields with {@code asc} or {@code desc}
 */
record SavedSearch(String kql, List<String> columns, List<Map.Entry<String, String>> sort) {

    static SavedSearch of(SavedObject object) {
        JsonNode source = SavedObjects.json(object.attributes()
                .required("kibanaSavedObjectMeta")
                .required("searchSourceJSON")
                .asString());
        JsonNode query = source.required("query");
        if (!query.required("language").asString().equals("kuery")
                || !source.required("filter").isEmpty()) {
            throw new AssertionError(object.id() + " has filters, or a query that is no KQL: " + source);
        }
        return new SavedSearch(
                query.required("query").asString(),
                object.attributes()
                        .required("columns")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList(),
                object.attributes()
                        .required("sort")
                        .valueStream()
                        .map(pair ->
                                Map.entry(pair.get(0).asString(), pair.get(1).asString()))
                        .toList());
    }

    /** The body of the search, of up to 500 events, with another KQL. */
    String body(String otherKql) {
        String order = sort.stream()
                .map(by -> "{\"%s\": {\"order\": \"%s\", \"unmapped_type\": \"boolean\"%s}}"
                        .formatted(
                                by.getKey(),
                                by.getValue(),
                                by.getKey().equals("occur_time") ? ", \"format\": \"strict_date_optional_time\"" : ""))
                .collect(Collectors.joining(", "));
        return """
                {"size": 500, "track_total_hits": true, "_source": false, "query": %s, "sort": [%s],
                 "fields": [{"field": "*", "include_unmapped": true},
                            {"field": "occur_time", "format": "strict_date_optional_time"}]}""".formatted(Questions.matching(otherKql), order);
    }
}
