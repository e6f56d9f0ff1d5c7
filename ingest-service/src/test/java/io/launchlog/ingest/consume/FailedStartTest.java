package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.IngestApplication;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;

/** The set-up begins before the application is there, and must not outlive one that does not come to be. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {

    @Test
    void leaves_no_set_up_behind_that_keeps_the_process_or_says_that_something_holds_it_up(CapturedOutput output)
            throws IOException {
        Set<Thread> before = threads();
        try (ServerSocket taken = new ServerSocket(0)) {
            String[] arguments = {
                "--spring.config.name=" + IngestApplication.CONFIGURATION,
                "--spring.kafka.bootstrap-servers=127.0.0.1:9",
                "--spring.elasticsearch.uris=http://127.0.0.1:9",
                "--server.port=" + taken.getLocalPort()
            };
            assertThatThrownBy(() -> {
                        var _ = new SpringApplicationBuilder(IngestApplication.class).run(arguments);
                    })
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasStackTraceContaining(PortInUseException.class.getName());
        }
        Set<Thread> after = threads();
        after.removeAll(before);
        assertThat(after)
                .filteredOn(thread -> thread.getName().equals("launchlog-set-up"))
                .allMatch(Thread::isDaemon);
        assertThat(output).doesNotContain("set-up is held up");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }
}
