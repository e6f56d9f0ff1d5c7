package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What of ours Elasticsearch has at one moment.
 *
 * @param templates by their names, as Elasticsearch tells them
 * @param indices all of them, hidden ones too
 * @param aliases those that lead anywhere
 */
record ProjectionLook(Map<String, JsonNode> templates, Set<String> indices, Set<String> aliases) {

    private static final String OURS = "launchlog-*";

    /** @throws StoreUnavailableException when Elasticsearch does not tell */
    static ProjectionLook at(ElasticsearchCalls calls) {
        Map<String, JsonNode> templates = new TreeMap<>();
        for (JsonNode template :
                ask(calls, "/_index_template/" + OURS, Map.of()).path("index_templates")) {
            templates.put(template.path("name").asString(), template.path("index_template"));
        }
        Set<String> indices = new TreeSet<>();
        Set<String> aliases = new TreeSet<>();
        for (JsonNode index : ask(calls, "/_resolve/index/" + OURS, Map.of("expand_wildcards", "all"))
                .path("indices")) {
            indices.add(index.path("name").asString());
            index.path("aliases").forEach(alias -> aliases.add(alias.asString()));
        }
        return new ProjectionLook(templates, indices, aliases);
    }

    private static JsonNode ask(ElasticsearchCalls calls, String path, Map<String, String> parameters) {
        Answer answer = calls.json("GET", path, parameters, new byte[0]);
        // What a pattern does not find may be told in this way too.
        if (answer.status() != 200 && answer.status() != 404) {
            throw new StoreUnavailableException("Elasticsearch did not tell " + path + ": " + answer.describe(), null);
        }
        return answer.body();
    }
}
