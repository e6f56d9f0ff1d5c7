package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When the oldest events of services happened, counted anew from the events that are there. */
@Component
class OldestEvents {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ElasticsearchCalls calls;

    OldestEvents(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * The earliest occur time, epoch milliseconds, of each of those services, of all events stored until now in a generation; services
     * without events are not in the answer.
     *
     * @param services at most 1,000, the bound of one aggregation here
     * @throws StoreUnavailableException when Elasticsearch does not tell for certain
     */
    Map<ServiceKey, Long> of(IndexNames names, Collection<ServiceKey> services) {
        requireComplete(calls.json("POST", "/" + names.eventsPattern() + "/_refresh", Map.of(), new byte[0]));
        ElasticsearchCalls.Answer answer = calls.json(
                "POST",
                "/" + names.eventsPattern() + "/_search",
                Map.of("allow_partial_search_results", "false"),
                JSON.writeValueAsBytes(request(services)));
        requireComplete(answer);
        Map<ServiceKey, Long> oldest = new HashMap<>();
        for (JsonNode bucket : answer.body().at("/aggregations/services/buckets")) {
            JsonNode key = bucket.path("key");
            oldest.put(
                    new ServiceKey(
                            key.path(Field.PROJECT_ID).asString(),
                            key.path(Field.SERVICE_ID).asString()),
                    bucket.path("oldest").path("value").longValue());
        }
        return oldest;
    }

    private static void requireComplete(ElasticsearchCalls.Answer answer) {
        if (answer.status() != 200 || answer.body().at("/_shards/failed").asInt(1) > 0) {
            throw new StoreUnavailableException("The oldest events were not told: " + answer.describe(), null);
        }
    }

    private static Map<String, Object> request(Collection<ServiceKey> services) {
        Map<String, List<String>> byProject = services.stream()
                .collect(Collectors.groupingBy(
                        ServiceKey::projectId,
                        TreeMap::new,
                        Collectors.mapping(ServiceKey::serviceId, Collectors.toList())));
        List<Object> ofProjects = byProject.entrySet().stream()
                .<Object>map(project -> Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(
                                        Map.of("term", Map.of(Field.PROJECT_ID, project.getKey())),
                                        Map.of("terms", Map.of(Field.SERVICE_ID, project.getValue()))))))
                .toList();
        return Map.of(
                "size",
                0,
                "track_total_hits",
                false,
                "query",
                Map.of("bool", Map.of("filter", Map.of("bool", Map.of("should", ofProjects)))),
                "aggs",
                Map.of(
                        "services",
                        Map.of(
                                "composite",
                                Map.of(
                                        "size",
                                        services.size(),
                                        "sources",
                                        List.of(by(Field.PROJECT_ID), by(Field.SERVICE_ID))),
                                "aggs",
                                Map.of("oldest", Map.of("min", Map.of("field", Field.OCCUR_TIME))))));
    }

    private static Map<String, Object> by(String field) {
        return Map.of(field, Map.of("terms", Map.of("field", field)));
    }
}
