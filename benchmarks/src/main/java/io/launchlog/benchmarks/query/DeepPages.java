package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages in the middle of the events of one service, against its first pages.
 *
 * @param service that has as many events as the sizes say
 */
record DeepPages(Api api, ServiceKey service, QuerySizes sizes) {

    private static final JsonMapper JSON = JsonMapper.shared();

    List<QueryResult> measure(Consumer<String> progress) {
        DeepApi deep = new DeepApi(api, sizes.deepSkip());
        LoadGenerator load = new LoadGenerator(List.of(service), sizes.seed());
        InTurns turns = new InTurns(deep, api, load, sizes);
        List<QueryCase> cases = QueryCase.deep();
        Duration turn = sizes.warmUp().dividedBy(4L * cases.size());
        cases.forEach(query -> load.run(deep, query, turn));
        List<QueryResult> results = new ArrayList<>();
        for (QueryCase query : cases) {
            requireWhole(deep, query);
            QueryResult result = turns.measure(query);
            progress.accept("%s, %d events a page: %.1f ms against %.1f"
                    .formatted(
                            query.name(),
                            query.page(),
                            result.p50().medianOfOurs(),
                            result.p50().medianOfRaw()));
            results.add(result);
        }
        return List.copyOf(results);
    }

    /** A wrong page is quick, too. */
    private void requireWhole(DeepApi deep, QueryCase query) {
        HttpCalls.Answer answer = api.calls().send(deep.request(query, service));
        JsonNode body = answer.status() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
        if (body.path("count").asInt() != query.page()
                || body.path("total_count").asInt() != sizes.deepEvents()) {
            throw new BenchmarkException("A deep page of " + query.page() + " events was answered with "
                    + answer.status() + ", " + body.path("count") + " of " + body.path("total_count") + " events");
        }
    }
}
