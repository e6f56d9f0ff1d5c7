package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.benchmarks.measure.Comparison;
import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.process.QueryProcess;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.model.event.ServiceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Slices of time in which the API and the raw search are asked in turn, case by case. */
public final class QueryBenchmark {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Endpoint api;
    private final Endpoint raw;
    private final LoadGenerator load;
    private final QuerySizes sizes;

    private QueryBenchmark(Endpoint api, Endpoint raw, LoadGenerator load, QuerySizes sizes) {
        this.api = api;
        this.raw = raw;
        this.load = load;
        this.sizes = sizes;
    }

    /**
     * Fills the node and measures.
     *
     * @param start starts the query service for a project
     * @param progress told one line now and then
     */
    public static List<QueryResult> run(
            Backends backends,
            Function<String, QueryProcess> start,
            QuerySizes sizes,
            Clock clock,
            Consumer<String> progress) {
        List<MeasuredService> services = MeasuredService.of(sizes.services(), sizes.services());
        List<ServiceKey> keys = services.stream().map(MeasuredService::key).toList();
        try (SearchNode node = new SearchNode(backends.httpAddress())) {
            progress.accept(
                    "Filling the index with %,d events of %,d services".formatted(sizes.events(), sizes.services()));
            new Fill(node).fill(sizes, services, clock.millis());
            progress.accept("Starting the query service");
            try (QueryProcess query = start.apply(keys.getFirst().projectId());
                    HttpCalls calls = new HttpCalls(query.httpAddress())) {
                return new QueryBenchmark(
                                new Api(calls),
                                new RawSearch(node.calls()),
                                new LoadGenerator(keys, sizes.seed()),
                                sizes)
                        .measure(progress);
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
        List<QueryResult> results = new ArrayList<>();
        for (QueryCase query : QueryCase.all()) {
            for (ServiceKey service : load.services()) {
                new SameAnswers(api, raw).require(query, service);
            }
            QueryResult result = measure(query);
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

    private QueryResult measure(QueryCase query) {
        // Once more: what this case alone needs.
        load.run(api, query, sizes.slice());
        load.run(raw, query, sizes.slice());
        List<Slice> ofApi = new ArrayList<>();
        List<Slice> ofRaw = new ArrayList<>();
        for (int round = 0; round < sizes.rounds(); round++) {
            // In turns the first, so that neither always follows the other.
            if (round % 2 == 0) {
                ofApi.add(load.run(api, query, sizes.slice()));
                ofRaw.add(load.run(raw, query, sizes.slice()));
            } else {
                ofRaw.add(load.run(raw, query, sizes.slice()));
                ofApi.add(load.run(api, query, sizes.slice()));
            }
        }
        return new QueryResult(
                query.name(),
                query.page(),
                query.clients(),
                Comparison.of(ofApi, ofRaw, slice -> slice.p50() / NANOS_PER_MILLI),
                Comparison.of(ofApi, ofRaw, slice -> slice.p99() / NANOS_PER_MILLI),
                Comparison.of(ofApi, ofRaw, Slice::perSecond));
    }
}
