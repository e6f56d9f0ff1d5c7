package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compares an index with what its template would make of it now. */
@Component
class IndexDifferences {

    private static final int SHOWN = 5;

    private final ElasticsearchCalls calls;

    IndexDifferences(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * What is not as in a new index of that name, each with the remedy.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    List<String> of(String index) {
        JsonNode wanted =
                ask("POST", "/_index_template/_simulate_index/" + index).path("template");
        JsonNode found = ask("GET", "/" + index).path(index);
        List<String> differences = new ArrayList<>();
        List<String> fields = wanted.path("mappings")
                .path("properties")
                .propertyStream()
                .filter(field -> !field.getValue()
                        .equals(found.path("mappings").path("properties").path(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!fields.isEmpty()) {
            differences.add("it was made before its template was changed, in the mapping of "
                    + String.join(", ", fields.subList(0, Math.min(SHOWN, fields.size())))
                    + (fields.size() > SHOWN ? " and " + (fields.size() - SHOWN) + " more" : "")
                    + ": the command rebuild makes it anew");
        }
        String shards = shards(found);
        if (!shards.equals(shards(wanted))) {
            differences.add("it has " + shards + " primary shards, a new one would have " + shards(wanted)
                    + ": those that are made from now on have them, the command rebuild gives them to all");
        }
        return differences;
    }

    private static String shards(JsonNode index) {
        return index.path("settings").path("index").path("number_of_shards").asString("1");
    }

    private JsonNode ask(String method, String path) {
        Answer answer = calls.json(method, path, Map.of(), new byte[0]);
        if (answer.status() != 200) {
            throw new StoreUnavailableException("Elasticsearch did not tell " + path + ": " + answer.describe(), null);
        }
        return answer.body();
    }
}
