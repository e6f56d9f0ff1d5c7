package io.launchlog.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.demo.server.ModelServer;
import io.launchlog.embedded.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final int port = LoopbackPort.free();

    @Test
    void servesTheModelOfItsImageUntilItIsClosed() throws Exception {
        unpack(DemoService.ALL.getFirst());
        ServerProcess server = ServerProcess.start(directory, port);
        try (server) {
            server.awaitHealthy("a service", PATIENCE);
            assertThat(server.predict("0.9 0.1 0.2")).isEqualTo("cat");
            assertThat(server.predict("0.0 0.1 0.9")).isEqualTo("car");
            assertThatThrownBy(() -> server.predict("0.9"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The model server answered 400: The model has 3 inputs, not 1");
        }
        assertThat(ProcessHandle.of(server.pid())).isEmpty();
    }

    @Test
    void saysTheExitCodeAndTheLastLineOfTheLogWhenTheServerEnds() throws Exception {
        unpack(DemoService.ALL.getLast());
        try (ServerProcess server = ServerProcess.start(directory, port)) {
            assertThatThrownBy(() -> server.awaitHealthy("chat-assistant", PATIENCE))
                    .isInstanceOfSatisfying(
                            PhaseFailedException.class,
                            e -> assertThat(e.errorCode()).isEqualTo("PROCESS_EXITED"))
                    .hasMessage("Failed to start service chat-assistant: the process exited with code "
                            + ModelServer.BAD_MODEL + ": Cannot load model model.properties:"
                            + " weights.no has 2 numbers, but the model has 3 inputs");
        }
    }

    @Test
    void givesUpAServerThatIsNotHealthyInTime() throws Exception {
        unpack(DemoService.ALL.getFirst());
        try (ServerProcess server = ServerProcess.start(directory, port)) {
            assertThatThrownBy(() -> server.awaitHealthy("a service", Duration.ZERO))
                    .isInstanceOfSatisfying(
                            PhaseFailedException.class,
                            e -> assertThat(e.errorCode()).isEqualTo("START_TIMEOUT"))
                    .hasMessageStartingWith("Service deployment timed out. Error: port " + port);
        }
    }

    @Test
    void anInterruptedThreadStillEndsItsServer() throws Exception {
        unpack(DemoService.ALL.getFirst());
        ServerProcess server = ServerProcess.start(directory, port);
        Thread.currentThread().interrupt();
        server.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ProcessHandle.of(server.pid())).isEmpty();
    }

    @Test
    void theServerEndsByItselfWhenItsWorkerDies() throws Exception {
        unpack(DemoService.ALL.getFirst());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        directory.toString(),
                        ModelServer.class.getName(),
                        Integer.toString(port),
                        directory.resolve("model.properties").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(process.inputReader().readLine()).startsWith("Serving ");
        // All that is left of a dead worker is the end of the pipe.
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        new ServerSocket(port).close();
    }

    private void unpack(DemoService service) throws Exception {
        ImageRegistry registry = new ImageRegistry(directory.resolve("registry"));
        registry.pull(registry.build(service), directory);
        assertThat(Files.exists(directory.resolve("model.properties"))).isTrue();
    }
}
