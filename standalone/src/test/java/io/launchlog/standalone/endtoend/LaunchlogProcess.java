package io.launchlog.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code ./launchlog} as a user runs it: a process of its own, in a directory of its own. */
final class LaunchlogProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("(?m)^Launchlog is ready: (http://127\\.0\\.0\\.1:\\d+)$");
    private static final Duration START_PATIENCE = Duration.ofMinutes(4);
    private static final Duration END_PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;

    private LaunchlogProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The script in the root of the project. */
    static Path script() {
        return Path.of("..", "launchlog").toAbsolutePath().normalize();
    }

    /** @param directory where it is called from */
    static LaunchlogProcess start(Path directory, String... arguments) throws IOException {
        return start(script(), directory, arguments);
    }

    static LaunchlogProcess start(Path script, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // What this build has packaged is what is tested.
        builder.environment().put("LAUNCHLOG_BUILD", "never");
        return new LaunchlogProcess(builder.start(), out, err);
    }

    /** Waits for the ready line and what follows it. */
    LaunchlogProcess awaitReady() {
        await().atMost(START_PATIENCE).failFast(this::hasEnded).until(() -> out().contains("Ctrl-C stops it"));
        return this;
    }

    /** Waits until that text was printed. */
    void awaitOutput(String text) {
        await().atMost(END_PATIENCE).failFast(this::hasEnded).until(() -> out().contains(text));
    }

    /** The address of the API, from the ready line, of which there is exactly one. */
    String address() {
        List<String> found =
                READY.matcher(out()).results().map(match -> match.group(1)).toList();
        assertThat(found).as(out()).hasSize(1);
        return found.getFirst();
    }

    /** The first command line that was printed after the ready line. */
    String curl() {
        return out().lines()
                .dropWhile(line -> !READY.matcher(line).matches())
                .filter(line -> line.startsWith("curl "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no curl in\n" + out()));
    }

    /** Sends the signal of that name, such as {@code TERM}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** The exit code, when it ends within that time. */
    int exitCodeWithin(Duration patience) throws InterruptedException {
        assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s, having printed%n%s%n%s", patience, out(), err())
                .isTrue();
        return process.exitValue();
    }

    int exitCode() throws InterruptedException {
        return exitCodeWithin(END_PATIENCE);
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private boolean hasEnded() {
        return !process.isAlive();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it when it still runs. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
