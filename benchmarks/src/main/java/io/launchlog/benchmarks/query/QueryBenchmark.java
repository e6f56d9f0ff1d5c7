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

    /** Events of a service that Elasticsearch has found at once. */
    private static final int SMALL = 500;

    private final Api api;
    private final Endpoint raw;
    private final QuerySizes sizes;

    private QueryBenchmark(Api api, Endpoint raw, QuerySizes sizes) {
        this.api = api;
        this.raw = raw;
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
        int count = sizes.services();
        List<MeasuredService> all = MeasuredService.of(2 * count + 1, 2 * count + 1);
        List<MeasuredService> services = all.subList(0, count);
        List<MeasuredService> small = all.subList(count, 2 * count);
        try (SearchNode node = new SearchNode(backends.httpAddress())) {
            progress.accept(
                    "Filling the index with %,d events of %,d services".formatted(sizes.events(), sizes.services()));
            Fill fill = new Fill(node);
            fill.fill(services, sizes.events(), 0, sizes.seed(), clock.millis());
            fill.fill(small, count * SMALL, 0, sizes.seed(), clock.millis());
            progress.accept("Starting the query service");
            try (QueryProcess query =
                            start.apply(Map.of(TOKEN, all.getFirst().key().projectId()));
                    HttpCalls calls = new HttpCalls(query.httpAddress())) {
                Api api = new Api(calls, TOKEN);
                QueryBenchmark benchmark = new QueryBenchmark(api, new RawSearch(node.calls()), sizes);
                LoadGenerator load = load(services, sizes);
                benchmark.warmUp(load(small, sizes), load, progress);
                List<QueryResult> results = new ArrayList<>(benchmark.measure(load, progress));
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

    private static LoadGenerator load(List<MeasuredService> services, QuerySizes sizes) {
        return new LoadGenerator(services.stream().map(MeasuredService::key).toList(), sizes.seed());
    }

    /**
     * What is compiled how well depends on the number of requests, which of small services come several times as fast: half
     * of the time is theirs. The API's searches are those of the other side too, so that they warm the node for both.
     */
    private void warmUp(LoadGenerator small, LoadGenerator measured, Consumer<String> progress) {
        progress.accept(
                "Warming up both sides for %d s".formatted(sizes.warmUp().toSeconds()));
        Duration turn = sizes.warmUp().dividedBy(8L * QueryCase.all().size());
        for (LoadGenerator load : List.of(small, measured)) {
            for (QueryCase query : QueryCase.all()) {
                load.run(api, query, turn.multipliedBy(3));
                load.run(raw, query, turn);
            }
        }
    }

    private List<QueryResult> measure(LoadGenerator load, Consumer<String> progress) {
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
