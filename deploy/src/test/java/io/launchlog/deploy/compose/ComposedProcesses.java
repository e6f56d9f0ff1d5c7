package io.launchlog.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The services of the Compose file as processes of this machine instead of containers: the same jars, the same environment
 * variables and nothing else, but for the addresses.
 */
final class ComposedProcesses implements AutoCloseable {

    private final ComposeFile file;
    private final Map<String, String> addresses;
    private final Path directory;
    private final List<Process> processes = new ArrayList<>();

    /**
     * @param addresses those of this machine, by what stands in the file
     * @param directory for what they print
     */
    ComposedProcesses(ComposeFile file, Map<String, String> addresses, Path directory) {
        this.file = file;
        this.addresses = Map.copyOf(addresses);
        this.directory = directory;
    }

    /**
     * Starts a service.
     *
     * @param jar the module that it is built from
     * @param ports in place of those in its environment, by the name of the variable
     */
    Process start(String name, String jar, Map<String, String> ports) throws IOException {
        Path program = Checkout.path(jar + "/target/" + jar + "-exec.jar");
        assertThat(program).as("made by ./mvnw package").exists();
        ComposeService service = file.service(name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx176m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                program.toString()));
        service.command().stream()
                .filter(argument -> !argument.startsWith("--every="))
                .map(this::onThisMachine)
                .forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = new HashMap<>();
        service.environment().forEach((variable, value) -> environment.put(variable, onThisMachine(value)));
        environment.putAll(ports);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        processes.add(process);
        return process;
    }

    /** Waits until it has ended by itself. */
    int run(String name, String jar) throws IOException, InterruptedException {
        Process process = start(name, jar, Map.of());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(printed(name)).isTrue();
        return process.exitValue();
    }

    /** All that it has printed. */
    String printed(String name) throws IOException {
        return Files.readString(log(name));
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private String onThisMachine(String text) {
        String replaced = text;
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            replaced = replaced.replace(address.getKey(), address.getValue());
        }
        return replaced;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }
}
