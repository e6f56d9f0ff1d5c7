package io.launchlog.benchmarks.fuzz;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.load.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Sends requests that nobody should send, and checks every answer and the logs. */
public final class FuzzBenchmark {

    private static final int PROGRESS = 10_000;

    /** Nothing but the line in the log says it. */
    private static final String LAST = "the-last-request-of-this-run";

    private final RequestGenerator generator;
    private final FuzzSizes sizes;
    private final Findings findings = new Findings();
    private final AtomicLong next;
    private final Consumer<String> progress;

    private FuzzBenchmark(RequestGenerator generator, FuzzSizes sizes, Consumer<String> progress) {
        this.generator = generator;
        this.sizes = sizes;
        this.next = new AtomicLong(sizes.first());
        this.progress = progress;
    }

    /** Tokens for the projects of a scene, by which what leaks can be found. */
    public static List<String> tokens() {
        return List.of(Tokens.accepted(1), Tokens.accepted(5));
    }

    /**
     * Sends them all.
     *
     * @param scene with a project for each of {@link #tokens()}, whose query service logs every request
     * @param logs where the logs of its processes are
     * @param progress told one line now and then
     */
    public static FuzzResult run(Scene scene, FuzzSizes sizes, Path logs, Consumer<String> progress) {
        RequestGenerator generator = new RequestGenerator(sizes.seed(), scene.projects());
        FuzzBenchmark benchmark = new FuzzBenchmark(generator, sizes, progress);
        int port = scene.query().port();
        progress.accept("Sending %,d requests of seed %d".formatted(sizes.requests(), sizes.seed()));
        benchmark.send(port);
        writeLastLine(port);
        progress.accept("Reading the logs");
        return FuzzResult.of(benchmark.findings, LogScan.whenWhole(logs, LAST));
    }

    private void send(int port) {
        try (ExecutorService threads = Executors.newFixedThreadPool(sizes.clients())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < sizes.clients(); i++) {
                running.add(threads.submit(() -> sendOneAfterTheOther(port)));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkException("The requests could not be sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted", e);
        }
    }

    private void sendOneAfterTheOther(int port) {
        long end = sizes.first() + sizes.requests();
        try (FuzzClient client = new FuzzClient(port)) {
            for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                FuzzRequest request = generator.request(number);
                try {
                    findings.answered(request, client.send(request));
                } catch (IOException e) {
                    findings.unanswered(request, e);
                }
                if ((number - sizes.first() + 1) % PROGRESS == 0) {
                    progress.accept(
                            "%,d sent, %,d violations".formatted(number - sizes.first() + 1, findings.violations()));
                }
            }
        }
    }

    /** Through the same streams as all lines before it. */
    private static void writeLastLine(int port) {
        String text = "GET /v1 HTTP/1.1\r\nHost: launchlog\r\nX-Request-Id: " + LAST + "\r\nConnection: close\r\n\r\n";
        try (FuzzClient client = new FuzzClient(port)) {
            var _ = client.send(new FuzzRequest(0, text, false, false));
        } catch (IOException e) {
            throw new BenchmarkException("The query service does not answer any more: " + e, e);
        }
    }
}
