package io.launchlog.benchmarks;

import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.startup.StartupBenchmark;
import io.launchlog.benchmarks.startup.StartupRun;
import io.launchlog.benchmarks.startup.StartupSizes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench startup}. */
@Command(
        name = "startup",
        description = "How soon both services are ready, started as their images start them, and how much memory they"
                + " take under load; --service-heap and --service-jvm-option do not count here. Exit code 1 when an"
                + " aim is missed.")
final class StartupCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "What deploy/image/prepare.sh has made. Default: ${DEFAULT-VALUE}",
            defaultValue = "${sys:launchlog.images:-deploy/target/images}")
    private Path images = Path.of("deploy", "target", "images");

    @Option(names = "--starts", paramLabel = "N", description = "Starts of each service. Default: ${DEFAULT-VALUE}")
    private int starts = 5;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Of a container. Default: ${DEFAULT-VALUE}")
    private String memory = "384m";

    @Option(names = "--events", paramLabel = "N", description = "Events that ingest gets. Default: ${DEFAULT-VALUE}")
    private int events = 300_000;

    @Option(names = "--services", paramLabel = "N", description = "That they are of. Default: ${DEFAULT-VALUE}")
    private int services = 20;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Clients that ask the query service at the same time. Default: ${DEFAULT-VALUE}")
    private int clients = 8;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description =
                    "How long they ask for pages of 10, of 100 and of 1000 events each. Default: ${DEFAULT-VALUE}")
    private int seconds = 15;

    @Override
    public Integer call() {
        StartupSizes sizes =
                new StartupSizes(starts, events, services, clients, Duration.ofSeconds(seconds), memory, common.seed);
        Session session = new Session(common);
        StartupRun run = session.run(workplace -> {
            session.say("Starting Kafka and Elasticsearch");
            try (Backends backends = Backends.start(common.backendsHeap, workplace.directory())) {
                return StartupBenchmark.run(
                        backends,
                        images.toAbsolutePath(),
                        workplace.directory(),
                        sizes,
                        Clock.systemUTC(),
                        session::say);
            }
        });
        return new Verdict("startup", run.figures())
                .tell(
                        session,
                        "heap of Kafka and Elasticsearch " + common.backendsHeap + "; services: as in a container of "
                                + memory + ", deploy/image/jvm.options");
    }
}
