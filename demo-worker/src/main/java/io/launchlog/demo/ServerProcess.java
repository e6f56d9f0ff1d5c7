package io.launchlog.demo;

import io.launchlog.demo.server.ModelServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A model server that runs as a process of its own, until it is closed. */
final class ServerProcess implements AutoCloseable {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final long BETWEEN_HEALTH_CHECKS_MILLISECONDS = 50;
    private static final long STOP_SECONDS = 3;
    private static final int LONGEST_LOG_LINE = 2000;

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build();

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts the server of an unpacked image with the JDK that runs us. */
    static ServerProcess start(Path image, int port) throws IOException {
        Path log = image.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                image.toString(),
                ModelServer.class.getName(),
                Integer.toString(port),
                image.resolve(ImageRegistry.MODEL_FILE).toString());
        builder.directory(image.toFile());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        // Options that are meant for us would change the child too.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return new ServerProcess(builder.start(), log, port);
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits until the server says that it is well.
     *
     * @throws PhaseFailedException when the process ends, or is not well in time
     */
    void awaitHealthy(String serviceName, Duration patience)
            throws IOException, PhaseFailedException, InterruptedException {
        long started = System.nanoTime();
        while (!isHealthy()) {
            if (process.waitFor(BETWEEN_HEALTH_CHECKS_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                throw new PhaseFailedException(
                        "PROCESS_EXITED",
                        "Failed to start service " + serviceName + ": the process exited with code "
                                + process.exitValue() + ": " + lastLogLine());
            }
            if (System.nanoTime() - started > patience.toNanos()) {
                throw new PhaseFailedException(
                        "START_TIMEOUT",
                        "Service deployment timed out. Error: port " + port + " is not healthy after "
                                + patience.toSeconds() + " s: " + lastLogLine());
            }
        }
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            return request(HttpRequest.newBuilder(uri("/health")).GET()).statusCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    /** Asks the model to classify an input. */
    String predict(String input) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                request(HttpRequest.newBuilder(uri("/predict")).POST(HttpRequest.BodyPublishers.ofString(input)));
        if (answer.statusCode() != 200) {
            throw new IOException("The model server answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> request(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.timeout(REQUEST_TIMEOUT).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String lastLogLine() throws IOException {
        List<String> lines = Files.readAllLines(log);
        String last = lines.isEmpty() ? "(its log is empty)" : lines.getLast();
        return last.length() <= LONGEST_LOG_LINE ? last : last.substring(0, LONGEST_LOG_LINE);
    }

    /** Stops the server and waits for its end, also when the thread is interrupted. */
    @Override
    public void close() {
        http.shutdownNow();
        try {
            process.getOutputStream().close();
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException e) {
            kill();
        }
    }

    private void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
