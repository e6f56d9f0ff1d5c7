package io.launchlog.deploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service as its image runs it, but for the container: the image's files in a folder, its entry point, its environment
 * and nothing else of this process's environment.
 */
final class RunningImage implements AutoCloseable {

    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final Path folder;
    private final Map<String, String> environment;
    private final Path log;

    private RunningImage(Process process, Path folder, Map<String, String> environment, Path log) {
        this.process = process;
        this.folder = folder;
        this.environment = environment;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param folder into which the image is unpacked
     * @param jvmOptions more of them, behind those of the image
     * @param settings environment variables, over those of the image
     */
    static RunningImage start(ImageFile image, Path folder, List<String> jvmOptions, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        for (String argument : image.configured("Entrypoint")) {
            if (argument.equals("-jar")) {
                command.addAll(jvmOptions);
            }
            command.add(argument.replaceFirst("^(|@|-XX:AOTCache=)/", "$1" + folder + "/"));
        }
        Path log = Files.createTempFile("launchlog-image-", ".log");
        log.toFile().deleteOnExit();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve("app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        for (String variable : image.configured("Env")) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        environment.putAll(settings);
        return new RunningImage(builder.start(), folder, Map.copyOf(environment), log);
    }

    /** What the health check of the image says, by its exit code. */
    boolean isHealthy() throws IOException, InterruptedException {
        ProcessBuilder health = new ProcessBuilder(
                        "bash", folder.resolve("app/health").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        health.environment().clear();
        health.environment().putAll(environment);
        return health.start().waitFor() == 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, as {@code docker stop} sends it. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It did not end within " + LONGEST_SECONDS + " s: " + output());
        }
        return process.exitValue();
    }

    /** What it has logged. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
