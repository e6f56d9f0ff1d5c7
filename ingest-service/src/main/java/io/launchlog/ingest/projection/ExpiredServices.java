package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the services that began before a time, page by page. */
@Component
class ExpiredServices {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Each page is one aggregation over its services' events. */
    private static final int PAGE_SIZE = 500;

    private final ElasticsearchCalls calls;

    ExpiredServices(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /** Services in the order of project and service; empty behind the last. */
    record Page(List<KnownService> services) {
        Page {
            services = List.copyOf(services);
        }
    }

    /**
     * The first services of a generation whose first event was before that time, epoch milliseconds.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    Page first(IndexNames names, long startedBefore) {
        ElasticsearchCalls.Answer refreshed =
                calls.json("POST", "/" + names.services() + "/_refresh", Map.of(), new byte[0]);
        if (refreshed.status() != 200) {
            throw new StoreUnavailableException("The services were not refreshed: " + refreshed.describe(), null);
        }
        return page(names, startedBefore, null);
    }

    /** Those behind that page. */
    Page next(IndexNames names, Page page, long startedBefore) {
        return page(names, startedBefore, page.services().getLast().document().service());
    }

    private Page page(IndexNames names, long startedBefore, @Nullable ServiceKey after) {
        ElasticsearchCalls.Answer answer = calls.json(
                "POST",
                "/" + names.services() + "/_search",
                Map.of("allow_partial_search_results", "false"),
                JSON.writeValueAsBytes(request(startedBefore, after)));
        if (answer.status() != 200) {
            throw new StoreUnavailableException("Expired services were not found: " + answer.describe(), null);
        }
        List<KnownService> services = new ArrayList<>();
        for (JsonNode hit : answer.body().at("/hits/hits")) {
            JsonNode source = hit.path("_source");
            ServiceKey key = new ServiceKey(
                    source.path(Field.PROJECT_ID).asString(),
                    source.path(Field.SERVICE_ID).asString());
            services.add(new KnownService(
                    StoredServices.service(key, source),
                    hit.path("_seq_no").asLong(),
                    hit.path("_primary_term").asLong()));
        }
        return new Page(services);
    }

    private static Map<String, Object> request(long startedBefore, @Nullable ServiceKey after) {
        Map<String, Object> request = new HashMap<>();
        request.put("size", PAGE_SIZE);
        request.put("track_total_hits", false);
        request.put("seq_no_primary_term", true);
        request.put("query", Map.of("range", Map.of(Field.FIRST_SEEN, Map.of("lt", startedBefore))));
        request.put("sort", List.of(Field.PROJECT_ID, Field.SERVICE_ID));
        if (after != null) {
            request.put("search_after", List.of(after.projectId(), after.serviceId()));
        }
        return request;
    }
}
