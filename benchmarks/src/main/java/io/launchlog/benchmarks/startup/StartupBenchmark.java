package io.launchlog.benchmarks.startup;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.benchmarks.ingest.Publisher;
import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.process.ImageProcess;
import io.launchlog.benchmarks.query.Api;
import io.launchlog.benchmarks.query.LoadGenerator;
import io.launchlog.benchmarks.query.QueryCase;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.embedded.LoopbackPort;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.IndexNames;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Starts each service again and again as its image starts it, and puts the last one of each under load: ingest drains a
 * backlog, the query service is asked for pages of it.
 */
public final class StartupBenchmark {

    private static final String TOPIC = "launchlog.service-events.v1";
    private static final String TOKEN = "benchmark";
    private static final String INGEST = "ingest-service";
    private static final String QUERY = "query-service";
    private static final List<Integer> PAGES = List.of(10, 100, 1000);
    private static final Duration SLOWEST_DRAIN = Duration.ofMinutes(5);
    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(500);

    private final Backends backends;
    private final Path images;
    private final Path directory;
    private final StartupSizes sizes;
    private final Clock clock;
    private final Consumer<String> progress;
    private final List<MeasuredService> services;

    private StartupBenchmark(
            Backends backends,
            Path images,
            Path directory,
            StartupSizes sizes,
            Clock clock,
            Consumer<String> progress) {
        this.backends = backends;
        this.images = images;
        this.directory = directory;
        this.sizes = sizes;
        this.clock = clock;
        this.progress = progress;
        this.services = MeasuredService.of(sizes.services(), sizes.services());
    }

    /**
     * Measures.
     *
     * @param images what {@code deploy/image/prepare.sh} has made
     * @param directory for the logs of the services
     * @param progress told one line now and then
     */
    public static StartupRun run(
            Backends backends,
            Path images,
            Path directory,
            StartupSizes sizes,
            Clock clock,
            Consumer<String> progress) {
        StartupBenchmark benchmark = new StartupBenchmark(backends, images, directory, sizes, clock, progress);
        try (HttpClient client = HttpClient.newHttpClient()) {
            StartupRun.Seen ingest = benchmark.ingest(client);
            return new StartupRun(ingest, benchmark.query(client));
        }
    }

    private StartupRun.Seen ingest(HttpClient client) {
        int port = LoopbackPort.free();
        Map<String, String> environment = Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                backends.bootstrapServers(),
                "SPRING_ELASTICSEARCH_URIS",
                backends.httpAddress(),
                "SERVER_PORT",
                Integer.toString(port));
        return measure(client, INGEST, environment, port, this::drain);
    }

    private StartupRun.Seen query(HttpClient client) {
        int api = LoopbackPort.free();
        int management = LoopbackPort.free();
        Map<String, String> environment = Map.of(
                "SPRING_ELASTICSEARCH_URIS",
                backends.httpAddress(),
                "SERVER_PORT",
                Integer.toString(api),
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(management),
                "LAUNCHLOG_AUTH_STATIC_" + TOKEN.toUpperCase(Locale.ROOT),
                services.getFirst().key().projectId());
        return measure(client, QUERY, environment, management, () -> ask(api));
    }

    private StartupRun.Seen measure(
            HttpClient client, String service, Map<String, String> environment, int port, Runnable load) {
        List<Duration> ready = new ArrayList<>();
        for (int i = 1; i < sizes.starts(); i++) {
            try (ImageProcess process = start(service, environment)) {
                ready.add(ready(client, service, process, port));
            }
        }
        try (ImageProcess process = start(service, environment)) {
            ready.add(ready(client, service, process, port));
            load.run();
            return new StartupRun.Seen(ready, process.mostResident());
        }
    }

    private ImageProcess start(String service, Map<String, String> environment) {
        return ImageProcess.start(images, service, sizes.memory(), environment, directory);
    }

    private Duration ready(HttpClient client, String service, ImageProcess process, int port) {
        Duration ready = process.awaitReady(client, port);
        progress.accept("%s was ready after %,d ms".formatted(service, ready.toMillis()));
        return ready;
    }

    private void drain() {
        progress.accept("Draining %,d events".formatted(sizes.events()));
        try (Publisher publisher = new Publisher(backends.bootstrapServers(), TOPIC);
                SearchNode node = new SearchNode(backends.httpAddress())) {
            EventGenerator events = new EventGenerator(
                    sizes.seed(), services, clock.millis() - EventGenerator.longestSpan(sizes.events()));
            for (int i = 0; i < sizes.events(); i++) {
                publisher.publish(events.next());
            }
            publisher.flush();
            long deadline = System.nanoTime() + SLOWEST_DRAIN.toNanos();
            while (node.count(IndexNames.EVENTS) < sizes.events()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new BenchmarkException("Ingest has indexed %,d of %,d events within %d s"
                            .formatted(node.count(IndexNames.EVENTS), sizes.events(), SLOWEST_DRAIN.toSeconds()));
                }
                LockSupport.parkNanos(BETWEEN_COUNTS.toNanos());
            }
        }
    }

    private void ask(int port) {
        List<ServiceKey> keys = services.stream().map(MeasuredService::key).toList();
        LoadGenerator load = new LoadGenerator(keys, sizes.seed());
        try (HttpCalls calls = new HttpCalls("http://127.0.0.1:" + port)) {
            for (int page : PAGES) {
                progress.accept("Asking for pages of %,d events with %d clients for %d s"
                        .formatted(page, sizes.clients(), sizes.load().toSeconds()));
                load.run(new Api(calls, TOKEN), QueryCase.firstPage(page, sizes.clients()), sizes.load());
            }
        }
    }
}
