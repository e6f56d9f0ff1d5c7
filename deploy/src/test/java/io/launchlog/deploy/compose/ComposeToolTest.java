package io.launchlog.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.launchlog.deploy.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Compose itself says of the file, where it is installed; it needs no Docker for that. */
class ComposeToolTest {

    private record Answer(int exitCode, String text) {}

    private List<String> tool = List.of();

    @BeforeEach
    void findTool() {
        tool = List.of(List.of("docker", "compose"), List.of("docker-compose")).stream()
                .filter(ComposeToolTest::isInstalled)
                .findFirst()
                .orElse(List.of());
        assumeTrue(!tool.isEmpty(), "Compose is not installed (Debian's docker-compose is enough)");
    }

    @Test
    void takes_the_file_with_and_without_the_demo() throws Exception {
        Answer without = run("a-token", "config");
        Answer with = run("a-token", "--profile", "demo", "config");

        assertThat(without.exitCode()).as(without.text()).isZero();
        assertThat(with.exitCode()).as(with.text()).isZero();
        assertThat(with.text()).contains("--every=1m").doesNotContain("${");
    }

    @Test
    void wants_the_token() throws Exception {
        Answer answer = run("", "config");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.text()).contains("set it to a token that the API is to accept");
    }

    private Answer run(String token, String... arguments) throws IOException, InterruptedException {
        return run(tool, token, List.of(arguments));
    }

    private static Answer run(List<String> tool, String token, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(tool);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Checkout.path("").toFile())
                .redirectErrorStream(true);
        builder.environment().put("LAUNCHLOG_TOKEN", token);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    private static boolean isInstalled(List<String> tool) {
        try {
            return run(tool, "", List.of("version")).exitCode() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
