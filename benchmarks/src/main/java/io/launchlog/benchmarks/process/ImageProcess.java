package io.launchlog.benchmarks.process;

import io.launchlog.benchmarks.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A service as its image starts it: the same Java, files and options, told by its environment alone, and with the memory
 * of a container of that size in mind. Used by one thread.
 */
public final class ImageProcess implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final Process process;
    private final long started;
    private final Path log;

    private ImageProcess(Process process, long started, Path log) {
        this.process = process;
        this.started = started;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param images what {@code deploy/image/prepare.sh} has made
     * @param service such as {@code ingest-service}
     * @param memory of the container, as {@code -XX:MaxRAM} has it
     * @param environment all that it is told
     * @param directory where its log goes
     * @throws BenchmarkException when the files are not there
     */
    public static ImageProcess start(
            Path images, String service, String memory, Map<String, String> environment, Path directory) {
        Path parts = images.resolve(service);
        Path cache = parts.resolve("cache").resolve(service + ".aot");
        if (!Files.exists(cache)) {
            throw new BenchmarkException(cache + " is missing: './launchlog bench startup' makes it first");
        }
        Path log = directory.resolve(service + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        images.resolve("runtime/bin/java").toString(),
                        "@" + parts.resolve("start/jvm.options"),
                        "-XX:MaxRAM=" + memory,
                        "-XX:AOTCache=" + cache,
                        "-jar",
                        parts.resolve("app").resolve(service + "-exec.jar").toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        try {
            return new ImageProcess(builder.start(), started, log);
        } catch (IOException e) {
            throw new BenchmarkException(service + " could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until its readiness is answered with 200.
     *
     * @return how long that was from its start
     * @throws BenchmarkException when it ends or takes more than a minute
     */
    public Duration awaitReady(HttpClient client, int port) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(START)
                .build();
        while (!isReady(client, request)) {
            if (!process.isAlive() || System.nanoTime() - started > START.toNanos()) {
                throw new BenchmarkException("It was not ready within " + START.toSeconds() + " s; " + lastWords());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static boolean isReady(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            // Nobody listens there yet.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted", e);
        }
    }

    /** The most memory that it has had so far, bytes; 0 where the system does not tell it as Linux does. */
    public long mostResident() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.exists(status) ? ProcessMemory.mostResident(Files.readAllLines(status)) : 0;
        } catch (IOException e) {
            throw new BenchmarkException("It has ended; " + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "its last words:\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "it logged nothing";
        }
    }

    /** Tells it to end, and ends it when that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
