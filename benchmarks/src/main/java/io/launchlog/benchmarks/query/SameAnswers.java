package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks that both sides answer the same before their times are compared. */
record SameAnswers(Endpoint ours, Endpoint raw) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Found(long total, List<String> events) {}

    /** @throws BenchmarkException when they do not, or find nothing */
    void require(QueryCase query, ServiceKey service) {
        JsonNode answer = answer(ours, query, service);
        Found ofOurs = found(answer.path("total_count"), answer.path("events"), "");
        JsonNode hits = answer(raw, query, service).path("hits");
        Found ofRaw = found(hits.path("total").path("value"), hits.path("hits"), "_source");
        if (!ofOurs.equals(ofRaw) || ofOurs.events().isEmpty()) {
            throw new BenchmarkException("The answers to " + query + " for " + service + " differ or are empty: "
                    + ofOurs.events().size() + " of " + ofOurs.total() + " events from the API, "
                    + ofRaw.events().size() + " of " + ofRaw.total() + " from the raw search");
        }
    }

    private static JsonNode answer(Endpoint side, QueryCase query, ServiceKey service) {
        HttpCalls.Answer answer = side.calls().send(side.request(query, service));
        JsonNode body = JSON.readTree(answer.body());
        if (answer.status() != 200) {
            throw new BenchmarkException(query + " was answered with " + answer.status() + " " + body);
        }
        return body;
    }

    private static Found found(JsonNode total, JsonNode hits, String source) {
        List<String> events = new ArrayList<>();
        for (JsonNode hit : hits) {
            JsonNode event = source.isEmpty() ? hit : hit.path(source);
            events.add(event.path("event_type").asString() + " "
                    + event.path("occur_time").asLong() + " "
                    + event.path("event_info").asString());
        }
        return new Found(total.asLong(), events);
    }
}
