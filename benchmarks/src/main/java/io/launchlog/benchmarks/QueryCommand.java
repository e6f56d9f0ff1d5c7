package io.launchlog.benchmarks;

import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.process.QueryProcess;
import io.launchlog.benchmarks.query.QueryAims;
import io.launchlog.benchmarks.query.QueryBenchmark;
import io.launchlog.benchmarks.query.QueryResult;
import io.launchlog.benchmarks.query.QuerySizes;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench query}. */
@Command(name = "query", description = "The API: requests/s and latency against the same _search over HTTP.")
final class QueryCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--events", paramLabel = "N", description = "Events in the index. Default: ${DEFAULT-VALUE}")
    private int events = 300_000;

    @Option(
            names = "--services",
            paramLabel = "N",
            description = "Services that they are of. Default: ${DEFAULT-VALUE}")
    private int services = 20;

    @Option(
            names = "--slice",
            paramLabel = "MILLISECONDS",
            description = "How long each side is asked in a round. Default: ${DEFAULT-VALUE}")
    private int slice = 1200;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLISECONDS",
            description = "How long both sides together are asked before. Default: ${DEFAULT-VALUE}")
    private int warmUp = 200_000;

    @Option(
            names = "--deep-events",
            paramLabel = "EVENTS",
            description =
                    "Give one more service that many events, such as 2000000, and compare the pages in their middle"
                            + " with its first ones. Default: ${DEFAULT-VALUE}, which is not at all")
    private int deepEvents = 0;

    @Override
    public Integer call() {
        QuerySizes sizes = new QuerySizes(
                events,
                services,
                deepEvents,
                rounds.count,
                Duration.ofMillis(slice),
                Duration.ofMillis(warmUp),
                common.seed);
        Session session = new Session(common);
        List<QueryResult> results = session.run(workplace -> {
            session.say("Starting Elasticsearch");
            try (Backends backends = Backends.start(common.backendsHeap, workplace.directory())) {
                return QueryBenchmark.run(
                        backends,
                        projects -> QueryProcess.start(
                                backends.httpAddress(), projects, common.serviceJvm(), workplace.directory()),
                        sizes,
                        Clock.systemUTC(),
                        session::say);
            }
        });
        print(session.out(), sizes, results);
        session.results().ifPresent(file -> file.write(results));
        rounds.warn(session);
        return 0;
    }

    private void print(PrintWriter out, QuerySizes sizes, List<QueryResult> results) {
        out.println();
        Table table = new Table("query");
        for (QueryResult result : results) {
            String name = "%s %d, %d client%s"
                    .formatted(
                            result.name().replace('_', ' '),
                            result.page(),
                            result.clients(),
                            result.clients() == 1 ? "" : "s");
            table.compare(name + ", p50 ms", result.p50(), result.isDeep() ? "first page" : "");
            table.compare("  p99 ms", result.p99(), "");
            table.compare("  requests/s", result.perSecond(), "");
        }
        out.println(table);
        out.println();
        out.println(new FigureTable("query, medians of the ratios", QueryAims.of(results)));
        out.println();
        out.printf(
                "raw: the same _search over HTTP; %,d events of %,d services, 1 shard; medians of %d rounds of %d ms%n",
                sizes.events(), sizes.services(), sizes.rounds(), sizes.slice().toMillis());
        if (sizes.deepEvents() > 0) {
            out.printf(
                    "deep page: behind %,d of %,d events of one service, against its first page%n",
                    sizes.deepSkip(), sizes.deepEvents());
        }
        out.println("heaps: Kafka and Elasticsearch " + common.backendsHeap + "; query service: "
                + String.join(" ", common.serviceJvm()));
        out.println(Machine.describe());
        out.flush();
    }
}
