package io.launchlog.benchmarks.store;

import io.launchlog.benchmarks.BenchmarkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** Sends ready-made bulk bodies as fast as the node takes them. */
public final class BulkLoad {

    private static final ContentType NEWLINE_DELIMITED = ContentType.create("application/x-ndjson");
    private static final String ALL_WELL = "{\"errors\":false}";

    private final HttpCalls calls;

    public BulkLoad(HttpCalls calls) {
        this.calls = calls;
    }

    /**
     * Sends all bodies, with so many in flight.
     *
     * @return from the first request to the last answer
     * @throws BenchmarkException when a document is not stored
     */
    public Duration send(List<byte[]> bodies, int clients) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    for (int body = next.getAndIncrement(); body < bodies.size(); body = next.getAndIncrement()) {
                        send(bodies.get(body));
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new BenchmarkException("A bulk failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted", e);
        }
    }

    /** Asks for no more than whether all is well: the answer must not cost what is to be the ceiling. */
    private void send(byte[] body) {
        HttpCalls.Answer answer = calls.send(ClassicRequestBuilder.post("/_bulk?filter_path=errors")
                .setEntity(body, NEWLINE_DELIMITED)
                .build());
        if (answer.status() != 200 || !answer.body().equals(ALL_WELL)) {
            throw new BenchmarkException("HTTP " + answer.status() + " " + answer.body());
        }
    }
}
