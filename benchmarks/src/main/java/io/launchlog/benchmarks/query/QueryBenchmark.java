package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.process.QueryProcess;
import io.launchlog.benchmarks.store.Fill;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.model.event.ServiceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Slices of time in which the API and the raw search are asked in turn, case by case. */
public final class QueryBenchmark {

    private static final String TOKEN = "benchmark";

    private final Api api;
    private final Endpoint raw;
    private final LoadGenerator load;
    private final QuerySizes sizes;

    private QueryBenchmark(Api api, Endpoint raw, LoadGenerator load, QuerySizes sizes) {
        this.api = api;
        this.raw = raw;
        this.load = load;
        this.sizes = sizes;
    }

    /**
     * Fills the node and measures.
     *
     * @param start starts the query service for projects by their tokens
     * @param progress told one line now and then
     */
    public static List<QueryResult> run(
            Backends backends,
            Function<Map<String, String>, QueryProcess> start,
            QuerySizes sizes,
            Clock clock,
            Consumer<String> progress) {
        List<MeasuredService> all = MeasuredService.of(sizes.services() + 1, sizes.services() + 1);
        List<MeasuredService> services = all.subList(0, sizes.services());
        List<ServiceKey> keys = services.stream().map(MeasuredService::key).toList();
        try (SearchNode node = new SearchNode(backends.httpAddress())) {
            progress.accept(
                    "Filling the index with %,d events of %,d services".formatted(sizes.events(), sizes.services()));
            Fill fill = new Fill(node);
            fill.fill(services, sizes.events(), 0, sizes.seed(), clock.millis());
            progress.accept("Starting the query service");
            try (QueryProcess query = start.apply(Map.of(TOKEN, keys.getFirst().projectId()));
                    HttpCalls calls = new HttpCalls(query.httpAddress())) {
                Api api = new Api(calls, TOKEN);
                List<QueryResult> results = new ArrayList<>(new QueryBenchmark(
                                api, new RawSearch(node.calls()), new LoadGenerator(keys, sizes.seed()), sizes)
                        .measure(progress));
                if (sizes.deepEvents() > 0) {
                    // Afterwards, so that the other figures do not depend on it.
                    progress.accept("Filling one service with %,d events".formatted(sizes.deepEvents()));
                    fill.fill(
                            List.of(all.getLast()),
                            sizes.deepEvents(),
                            sizes.deepAtOnce(),
                            sizes.seed(),
                            clock.millis());
                    results.addAll(new DeepPages(api, all.getLast().key(), sizes).measure(progress));
                }
                return List.copyOf(results);
            }
        }
    }

    private List<QueryResult> measure(Consumer<String> progress) {
        progress.accept(
                "Warming up both sides for %d s".formatted(sizes.warmUp().toSeconds()));
        // The API's searches are those of the other side too, so that they warm the node for both.
        Duration turn = sizes.warmUp().dividedBy(4L * QueryCase.all().size());
        for (QueryCase query : QueryCase.all()) {
            load.run(api, query, turn.multipliedBy(3));
            load.run(raw, query, turn);
        }
        InTurns rounds = new InTurns(api, raw, load, sizes);
        List<QueryResult> results = new ArrayList<>();
        for (QueryCase query : QueryCase.all()) {
            for (ServiceKey service : load.services()) {
                new SameAnswers(api, raw).require(query, service);
            }
            QueryResult result = rounds.measure(query);
            progress.accept("%s, %d events a page, %d clients: %,.0f requests/s against %,.0f"
                    .formatted(
                            query.name(),
                            query.page(),
                            query.clients(),
                            result.perSecond().medianOfOurs(),
                            result.perSecond().medianOfRaw()));
            results.add(result);
        }
        return List.copyOf(results);
    }
}
