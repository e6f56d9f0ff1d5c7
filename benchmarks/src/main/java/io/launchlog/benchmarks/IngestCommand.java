package io.launchlog.benchmarks;

import io.launchlog.benchmarks.ingest.IngestBenchmark;
import io.launchlog.benchmarks.ingest.IngestResult;
import io.launchlog.benchmarks.ingest.IngestSizes;
import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.process.IngestProcess;
import io.launchlog.model.index.IndexSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench ingest}. */
@Command(
        name = "ingest",
        description = "Kafka to Elasticsearch: events/s against ready-made _bulk bodies, CPU, index size, freshness.")
final class IngestCommand implements Callable<Integer> {

    private static final String TOPIC = "launchlog.benchmark";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--events", paramLabel = "N", description = "Events drained in a round. Default: ${DEFAULT-VALUE}")
    private int events = 100_000;

    @Option(
            names = "--services",
            paramLabel = "N",
            description = "Services that the events are of. Default: ${DEFAULT-VALUE}")
    private int services = 1000;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            description = "Rounds before, which do not count. Default: ${DEFAULT-VALUE}")
    private int warmUps = 6;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the topic. Default: ${DEFAULT-VALUE}")
    private int partitions = 4;

    @Option(
            names = "--bulk",
            paramLabel = "N",
            description = "Documents in a ready-made bulk. Default: ${DEFAULT-VALUE}")
    private int bulk = 5000;

    @Option(
            names = "--freshness-rate",
            paramLabel = "N",
            description = "Events/s while freshness is measured. Default: ${DEFAULT-VALUE}")
    private int freshnessRate = 5000;

    @Option(
            names = "--freshness-seconds",
            paramLabel = "SECONDS",
            description = "How long it is measured. Default: ${DEFAULT-VALUE}")
    private int freshnessSeconds = 10;

    @Override
    public Integer call() {
        IngestSizes sizes = new IngestSizes(
                events,
                services,
                rounds.count,
                warmUps,
                partitions,
                bulk,
                freshnessRate,
                Duration.ofSeconds(freshnessSeconds),
                common.seed);
        Session session = new Session(common);
        IngestResult result = session.run(workplace -> {
            session.say("Starting Kafka and Elasticsearch");
            try (Backends backends = Backends.start(common.backendsHeap, workplace.directory())) {
                session.say("Starting ingest");
                try (IngestProcess ingest =
                        IngestProcess.start(backends, TOPIC, partitions, common.serviceJvm(), workplace.directory())) {
                    return IngestBenchmark.run(backends, ingest, TOPIC, sizes, Clock.systemUTC(), session::say);
                }
            }
        });
        print(session.out(), sizes, result);
        session.results().ifPresent(file -> file.write(result));
        rounds.warn(session);
        return 0;
    }

    private void print(PrintWriter out, IngestSizes sizes, IngestResult result) {
        Table table = new Table("ingest");
        table.compare("drained, events/s", result.drained(), "_bulk, best of 1, 2, 4 clients: " + result.clients());
        table.single("CPU of ingest, µs/event", result.cpuMicros(), "");
        table.compare(
                "index, bytes/event", result.sizes().ours(), result.sizes().dynamic(), "dynamic mapping");
        table.compare(
                "",
                result.sizes().ours(),
                result.sizes().dynamicAsPublished(),
                "dynamic mapping, without our added fields");
        table.single("freshness, p50, ms", result.freshness().p50(), "");
        table.single(
                "freshness, p99, ms",
                result.freshness().p99(),
                "refresh interval " + IndexSettings.DEFAULT.refreshInterval().toMillis() + " ms, "
                        + sizes.freshnessRate() + " events/s");
        out.println();
        out.println(table);
        out.println();
        out.printf(
                "%,d events a round, %.0f bytes each, of %,d services, %d partitions, 1 shard; medians of %d rounds%n",
                sizes.events(), result.sizes().value(), sizes.services(), sizes.partitions(), sizes.rounds());
        out.println("heaps: Kafka and Elasticsearch " + common.backendsHeap + ", ingest " + common.serviceHeap);
        out.println(Machine.describe());
        out.flush();
    }
}
