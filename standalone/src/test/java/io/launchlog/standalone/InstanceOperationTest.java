package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.operations.OperationFailedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceOperationTest {

    @TempDir
    private Path directory;

    @Test
    void the_data_directory_is_taken_out_of_the_arguments() {
        assertThat(InstanceOperation.of("dlq", "--data", "a", "list"))
                .isEqualTo(new InstanceOperation(Path.of("a"), List.of("dlq", "list")));
        assertThat(InstanceOperation.of("dlq", "list", "--data=b").data()).isEqualTo(Path.of("b"));
        assertThat(InstanceOperation.of("dlq", "list").data()).isEqualTo(Path.of("data"));
    }

    @Test
    void the_running_instance_says_where_it_is() {
        new Workspace(directory)
                .announce(
                        new Addresses("http://127.0.0.1:1", "127.0.0.1:2", "http://127.0.0.1:3", "a.topic"),
                        new Grant("token", "project"));

        assertThat(InstanceOperation.of("dlq", "list", "--data", directory.toString())
                        .place())
                .hasSize(3)
                .containsEntry("spring.kafka.bootstrap-servers", "127.0.0.1:2")
                .containsEntry("spring.elasticsearch.uris", "http://127.0.0.1:3")
                .containsEntry("launchlog.topic.name", "a.topic");
    }

    @Test
    void it_logs_beside_the_instance_and_makes_no_directory_where_there_is_none() {
        assertThat(InstanceOperation.of("verify", "--data", directory.toString())
                        .logFile())
                .isEqualTo(directory.resolve("logs").resolve("verify.log"));
        Path missing = directory.resolve("missing");
        assertThat(InstanceOperation.of("verify", "--data", missing.toString()).logFile())
                .hasFileName("launchlog-verify.log");
        assertThat(missing).doesNotExist();
    }

    @Test
    void without_an_instance_an_address_is_needed() {
        assertThatThrownBy(InstanceOperation.of("dlq", "list", "--data", directory.toString())::place)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("No Launchlog runs on data directory " + directory);
        assertThat(InstanceOperation.of(
                                "dlq",
                                "list",
                                "--data",
                                directory.toString(),
                                "--spring.kafka.bootstrap-servers=127.0.0.1:1")
                        .place())
                .isEmpty();
    }
}
