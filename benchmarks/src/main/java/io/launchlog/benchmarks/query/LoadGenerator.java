package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.model.event.ServiceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Clients that ask one after the other, each as soon as it has its answer (a closed loop). */
public record LoadGenerator(List<ServiceKey> services, long seed) {

    public LoadGenerator {
        services = List.copyOf(services);
    }

    private static final int BUFFER = 64 * 1024;

    /** Asks for that long. The same services in the same order, whoever is asked. */
    public Slice run(Endpoint side, QueryCase query, Duration time) {
        try (ExecutorService threads = Executors.newFixedThreadPool(query.clients())) {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < query.clients(); i++) {
                Random random = new Random(seed + i);
                running.add(threads.submit(() -> ask(side, query, random, end)));
            }
            LongStream.Builder latencies = LongStream.builder();
            for (Future<List<Long>> client : running) {
                client.get().forEach(latencies::add);
            }
            return Slice.of(latencies.build().toArray(), Duration.ofNanos(System.nanoTime() - start));
        } catch (ExecutionException e) {
            throw new BenchmarkException("A request failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted", e);
        }
    }

    private List<Long> ask(Endpoint side, QueryCase query, Random random, long end) {
        byte[] buffer = new byte[BUFFER];
        List<Long> latencies = new ArrayList<>();
        do {
            var request = side.request(query, services.get(random.nextInt(services.size())));
            long sent = System.nanoTime();
            side.calls().drain(request, buffer);
            latencies.add(System.nanoTime() - sent);
        } while (System.nanoTime() - end < 0);
        return latencies;
    }
}
