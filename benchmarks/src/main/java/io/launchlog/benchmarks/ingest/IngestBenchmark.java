package io.launchlog.benchmarks.ingest;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.benchmarks.measure.Comparison;
import io.launchlog.benchmarks.measure.Statistics;
import io.launchlog.benchmarks.process.Backends;
import io.launchlog.benchmarks.process.IngestProcess;
import io.launchlog.benchmarks.store.BulkBodies;
import io.launchlog.benchmarks.store.BulkLoad;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Rounds of a drain by ingest and of the same documents as ready-made bulks, each into empty indices of the same
 * template on the same node, while nothing else runs; then the sizes of the indices, then freshness.
 */
public final class IngestBenchmark {

    /** Of ready-made bulks in flight; the fastest of a round is its ceiling. */
    private static final List<Integer> CLIENTS = List.of(1, 2, 4);

    private static final int SERVICES_PER_PROJECT = 20;
    private static final Duration SLOWEST_DRAIN = Duration.ofMinutes(5);
    private static final String SAME = "benchmark-dynamic-same";
    private static final String PUBLISHED = "benchmark-dynamic-published";
    private static final double NANOS_PER_MILLI = 1e6;

    private final IngestProcess ingest;
    private final SearchNode node;
    private final Publisher publisher;
    private final IngestSizes sizes;
    private final Clock clock;
    private final Consumer<String> progress;
    private final BulkLoad bulks;
    private final IndexNames names = new IndexNames(Generation.FIRST, BucketSize.MONTH);
    private final List<MeasuredService> services;

    private IngestBenchmark(
            IngestProcess ingest,
            SearchNode node,
            Publisher publisher,
            IngestSizes sizes,
            Clock clock,
            Consumer<String> progress) {
        this.ingest = ingest;
        this.node = node;
        this.publisher = publisher;
        this.sizes = sizes;
        this.clock = clock;
        this.progress = progress;
        this.bulks = new BulkLoad(node.calls());
        this.services = MeasuredService.of(sizes.services(), SERVICES_PER_PROJECT);
    }

    /**
     * Measures.
     *
     * @param ingest paused, at the end of its topic, to which nobody else publishes
     * @param topic that it reads
     * @param progress told one line now and then
     */
    public static IngestResult run(
            Backends backends,
            IngestProcess ingest,
            String topic,
            IngestSizes sizes,
            Clock clock,
            Consumer<String> progress) {
        try (SearchNode node = new SearchNode(backends.httpAddress());
                Publisher publisher = new Publisher(backends.bootstrapServers(), topic)) {
            return new IngestBenchmark(ingest, node, publisher, sizes, clock, progress).run();
        }
    }

    private IngestResult run() {
        // Each round's events are later than those before, as they would be, so that services change in every round.
        long base =
                clock.millis() - (sizes.warmUps() + sizes.rounds() + 2) * EventGenerator.longestSpan(sizes.events());
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < sizes.warmUps() + sizes.rounds(); i++) {
            Round round = round(generator(base, i), i);
            boolean counts = i >= sizes.warmUps();
            progress.accept(line(counts ? "Round " + (i - sizes.warmUps() + 1) : "Warm-up", round));
            if (counts) {
                rounds.add(round);
            }
        }
        int extra = sizes.warmUps() + sizes.rounds();
        progress.accept("Measuring the sizes of the indices");
        IndexSizes bytes = indexSizes(base, extra);
        progress.accept("Measuring freshness at %,d events/s for %d s"
                .formatted(sizes.freshnessRate(), sizes.freshnessTime().toSeconds()));
        emptyIndices();
        ingest.resume();
        long[] freshness = new Freshness(publisher, node, clock, sizes.freshnessTime())
                .measure(generator(base, extra + 1), sizes.freshnessRate());
        return new IngestResult(
                Comparison.of(
                        rounds,
                        Round::drainedPerSecond,
                        rounds,
                        round -> round.best().perSecond()),
                mostOftenBest(rounds),
                Statistics.median(rounds.stream().map(Round::cpuMicros).toList()),
                bytes,
                new IngestResult.Delay(
                        Statistics.percentile(freshness, 50) / NANOS_PER_MILLI,
                        Statistics.percentile(freshness, 99) / NANOS_PER_MILLI));
    }

    private EventGenerator generator(long base, int round) {
        return new EventGenerator(
                sizes.seed() + round, services, base + round * EventGenerator.longestSpan(sizes.events()));
    }

    private Round round(EventGenerator events, int number) {
        BulkBodies bodies = BulkBodies.likeIngest(names, sizes.documentsPerBulk());
        for (int i = 0; i < sizes.events(); i++) {
            ServiceEvent event = events.next();
            publisher.publish(event);
            bodies.add(EventDocument.of(event));
        }
        publisher.flush();
        IngestProcess.Drained drained = drain();
        List<Round.Ceiling> ceilings = new ArrayList<>();
        for (int i = 0; i < CLIENTS.size(); i++) {
            // Another one first in every round: none is always the one that comes after the pause.
            int clients = CLIENTS.get((i + number) % CLIENTS.size());
            emptyIndices();
            Duration elapsed = bulks.send(bodies.bodies(), clients);
            requireAll(IndexNames.EVENTS);
            ceilings.add(new Round.Ceiling(clients, perSecond(elapsed)));
        }
        return new Round(perSecond(drained.elapsed()), drained.cpuTime().toNanos() / 1e3 / sizes.events(), ceilings);
    }

    /** Drains what was published into empty indices. */
    private IngestProcess.Drained drain() {
        emptyIndices();
        IngestProcess.Drained drained = ingest.drain(sizes.events(), SLOWEST_DRAIN);
        requireAll(IndexNames.EVENTS);
        return drained;
    }

    private IndexSizes indexSizes(long base, int round) {
        EventGenerator events = generator(base, round);
        BulkBodies same = BulkBodies.withoutRouting(SAME, sizes.documentsPerBulk());
        BulkBodies published = BulkBodies.asPublished(PUBLISHED, sizes.documentsPerBulk());
        long valueBytes = 0;
        for (int i = 0; i < sizes.events(); i++) {
            ServiceEvent event = events.next();
            valueBytes += publisher.publish(event);
            same.add(EventDocument.of(event));
            published.add(EventDocument.of(event));
        }
        publisher.flush();
        drain();
        // The first month only, should they lie in two.
        double ours = node.bytesPerDocument(node.indicesOf(IndexNames.EVENTS).getFirst());
        return new IndexSizes(
                (double) valueBytes / sizes.events(), ours, dynamic(SAME, same), dynamic(PUBLISHED, published));
    }

    private double dynamic(String index, BulkBodies bodies) {
        node.recreate(index);
        bulks.send(bodies.bodies(), 1);
        requireAll(index);
        double bytes = node.bytesPerDocument(index);
        node.delete(index);
        return bytes;
    }

    /** Those of the events only: that of the services is small and goes on. */
    private void emptyIndices() {
        node.empty(IndexNames.EVENTS);
    }

    private void requireAll(String index) {
        long found = node.count(index);
        if (found != sizes.events()) {
            throw new BenchmarkException(
                    found + " of " + sizes.events() + " events are in " + index + ": the figures would mean nothing");
        }
    }

    private double perSecond(Duration elapsed) {
        return sizes.events() / (elapsed.toNanos() / 1e9);
    }

    private static int mostOftenBest(List<Round> rounds) {
        return CLIENTS.stream()
                .max(Comparator.comparingLong(clients -> rounds.stream()
                        .filter(round -> round.best().clients() == clients)
                        .count()))
                .orElseThrow();
    }

    private static String line(String name, Round round) {
        String ceilings = round.ceilings().stream()
                .sorted(Comparator.comparingInt(Round.Ceiling::clients))
                .map(ceiling -> "%,.0f".formatted(ceiling.perSecond()))
                .collect(Collectors.joining(" / "));
        return "%-8s drained %,7.0f/s, %4.1f µs of CPU an event; _bulk %s/s with 1 / 2 / 4 clients"
                .formatted(name, round.drainedPerSecond(), round.cpuMicros(), ceilings);
    }
}
