package io.launchlog.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.IngestFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operation beside a running service, with a Spring context of its own. */
class OperationsIT {

    @Test
    void an_operation_reads_what_the_service_wrote_and_consumes_nothing() throws Exception {
        try (IngestFixture fixture = new IngestFixture()) {
            fixture.startIngest().close();
            fixture.send(fixture.event("for the service").build());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            List<String> arguments = new ArrayList<>(List.of("dlq", "list"));
            arguments.addAll(fixture.place());

            int exitCode = Operations.run(
                    IngestApplication.class,
                    arguments.toArray(String[]::new),
                    Map::of,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

            assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .hasSize(2)
                    .last()
                    .isEqualTo("No dead letters.");
            assertThat(fixture.lag()).isEqualTo(1);
        }
    }
}
