package io.launchlog.benchmarks.ingest;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import io.launchlog.model.index.IndexNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an acknowledged event takes to be found through the alias that the API searches, while events arrive at a
 * steady rate. Every {@link #BETWEEN_PROBES} one of them is a probe: an event of a service of its own. All probes are in
 * one partition and numbered, so that one search tells which of them can be found.
 */
final class Freshness {

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(10);
    private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final ServiceKey PROBES = new ServiceKey("freshness", "probes");

    private final Publisher publisher;
    private final SearchNode node;
    private final Clock clock;

    /** By number of the probe, {@link System#nanoTime()}; 0 while it has not happened. */
    private final AtomicLongArray acknowledged;

    private final long[] visible;

    /** @param time how long probes are published */
    Freshness(Publisher publisher, SearchNode node, Clock clock, Duration time) {
        this.publisher = publisher;
        this.node = node;
        this.clock = clock;
        int probes = Math.toIntExact(time.plus(SETTLING).dividedBy(BETWEEN_PROBES));
        this.acknowledged = new AtomicLongArray(probes);
        this.visible = new long[probes];
    }

    /**
     * Measures.
     *
     * @param perSecond events, probes included
     * @return nanoseconds of each probe but the first ones
     */
    long[] measure(EventGenerator events, int perSecond) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> publishing = thread.submit(() -> publish(events, perSecond));
            search();
            publishing.get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("Publishing failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted", e);
        }
        long[] delays = new long[visible.length];
        for (int i = 0; i < delays.length; i++) {
            // The producer's callback may run after the event was found.
            delays[i] = Math.max(0, visible[i] - acknowledged.get(i));
        }
        return Arrays.copyOfRange(delays, Math.toIntExact(SETTLING.dividedBy(BETWEEN_PROBES)), delays.length);
    }

    private void publish(EventGenerator events, int perSecond) {
        long start = System.nanoTime();
        long published = 0;
        for (int probe = 0; probe < visible.length; probe++) {
            long due = BETWEEN_PROBES.toNanos() * (probe + 1L);
            long target =
                    Math.max(published, due * perSecond / Duration.ofSeconds(1).toNanos() - 1);
            for (; published < target; published++) {
                publisher.publish(events.next());
            }
            int number = probe;
            publisher.publish(probe(probe), () -> acknowledged.set(number, System.nanoTime()));
            published++;
            for (long wait = start + due - System.nanoTime(); wait > 0; wait = start + due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
        publisher.flush();
    }

    private ServiceEvent probe(int number) {
        long now = clock.millis();
        return ServiceEvent.builder(new EventIdentity("/launchlog/benchmark", now + "-" + number), PROBES)
                .serviceName("probes")
                .eventInfo("[TF 3.0.0] pulling model image")
                .status(Status.PROGRESS)
                .occurTime(now)
                .sequence((long) number)
                .build();
    }

    private void search() {
        String path = "/" + IndexNames.EVENTS + "/_search?filter_path=hits.hits.sort&routing="
                + URLEncoder.encode(PROBES.path(), StandardCharsets.UTF_8);
        String query = """
                {"size": 1, "_source": false, "track_total_hits": false, "sort": [{"sequence": "desc"}],
                 "query": {"bool": {"filter": [{"term": {"project_id": "%s"}}, {"term": {"service_id": "%s"}}]}}}""".formatted(PROBES.projectId(), PROBES.serviceId());
        long deadline = System.nanoTime()
                + BETWEEN_PROBES.multipliedBy(visible.length).plus(PATIENCE).toNanos();
        int found = 0;
        while (found < visible.length) {
            int last = node.request("POST", path, query)
                    .path("hits")
                    .path("hits")
                    .path(0)
                    .path("sort")
                    .path(0)
                    .asInt(-1);
            long now = System.nanoTime();
            for (; found <= last; found++) {
                visible[found] = now;
            }
            if (now - deadline > 0) {
                throw new BenchmarkException("Of " + visible.length + " probes only " + found + " could be found after "
                        + PATIENCE.toSeconds() + " s; does ingest keep up with this rate?");
            }
            LockSupport.parkNanos(BETWEEN_SEARCHES.toNanos());
        }
    }
}
