package io.launchlog.embedded.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child JVM with the class path of this one, as its parent sees it. Used by one thread. */
public final class Child implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Writer commands;
    private final Path log;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread.ofPlatform().name(name + "-output").daemon().start(this::readOutput);
    }

    /**
     * Starts one; {@link #awaitReady} waits for it, so that several can start side by side.
     *
     * @param directory where its log goes
     */
    public static Child start(
            String name, Class<?> main, List<String> jvmOptions, List<String> arguments, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlogback.configurationFile=development-logback.xml",
                "-Dlogging.config=classpath:development-logback.xml"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new Child(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("A child JVM could not be started", e);
        }
    }

    /**
     * What it said when it was ready.
     *
     * @throws ChildException when it fails, ends or takes longer
     */
    public String awaitReady(Duration timeout) {
        return await(timeout);
    }

    /**
     * Has a command performed.
     *
     * @throws ChildException when the child fails, ends or takes longer
     */
    public String ask(String command, Duration timeout) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new ChildException(name + " has ended" + seeLog(), e);
        }
        return await(timeout);
    }

    /** The CPU time that it has taken so far, of all its threads, those of the JVM too. */
    public Duration cpuTime() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new ChildException("This system does not tell the CPU time of " + name));
    }

    /**
     * Ends it at once, as {@code kill -9} does, also when it is frozen; returns when it has ended.
     *
     * @throws ChildException when the system does not end it
     */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new ChildException(name + " (process " + process.pid() + ") survived a kill");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildException("Interrupted", e);
        }
    }

    /**
     * Tells it to end ({@code SIGTERM}), as an orchestrator does, and returns when it has ended by itself.
     *
     * @param grace how long it may take
     * @throws ChildException when it takes longer; it is killed then
     */
    public void terminate(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                kill();
                throw new ChildException(name + " had not ended " + grace.toSeconds() + " s after SIGTERM" + seeLog());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildException("Interrupted", e);
        }
    }

    /**
     * Freezes it ({@code SIGSTOP}): it keeps its connections and does nothing, until {@link #thaw()}.
     *
     * @throws ChildException where there are no such signals
     */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on ({@code SIGCONT}) where it was frozen, not knowing that time has passed. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            String said = kill.inputReader(StandardCharsets.UTF_8).readLine();
            if (kill.waitFor() != 0) {
                throw new ChildException("kill " + signal + " does not reach " + name + ": " + said);
            }
        } catch (IOException e) {
            throw new ChildException("There is no kill command for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildException("Interrupted", e);
        }
    }

    private String await(Duration timeout) {
        try {
            String answer = answers.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new ChildException(name + " did not answer within " + timeout.toSeconds() + " s" + seeLog());
            }
            if (answer.startsWith(ParentLine.ANSWER)) {
                return answer.substring(ParentLine.ANSWER.length());
            }
            throw new ChildException(name + ": " + answer + seeLog());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildException("Interrupted", e);
        }
    }

    /** The end of its log: the directory may be gone when the message is read. */
    private String seeLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "; its last words:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "; it logged nothing";
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer kept = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ParentLine.MARK)) {
                    answers.add(line.substring(ParentLine.MARK.length()));
                } else {
                    kept.write(line + "\n");
                    kept.flush();
                }
            }
        } catch (IOException e) {
            answers.add(ParentLine.FAILURE + "its output cannot be read: "
                    + Objects.requireNonNullElse(e.getMessage(), ""));
        }
        answers.add(ParentLine.FAILURE + "it has ended");
    }

    /** Lets it end by itself, and ends it when that takes too long. */
    @Override
    public void close() {
        try {
            commands.close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
