package io.launchlog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six faults in small: ingest killed, one instance and then all of them; answers lost; items of a bulk refused; the
 * controller of Kafka and the master of Elasticsearch killed; templates and aliases deleted.
 */
class FaultsIT {

    @TempDir
    private Path directory;

    @Test
    void whatever_fails_nothing_is_lost_doubled_or_changed() throws IOException {
        Path markdown = directory.resolve("faults.md");
        Path data = directory.resolve("data");

        int result = LaunchlogFaults.execute(
                "--short",
                "--events=3000",
                "--seed=1",
                "--nodes=3",
                "--only=ingest-killed",
                "--only=answers-lost",
                "--only=items-429",
                "--only=controller-killed",
                "--only=master-killed",
                "--only=layout-deleted",
                "--markdown=" + markdown,
                "--data=" + data);

        assertThat(result)
                .as(Files.exists(markdown) ? Files.readString(markdown) : "no table")
                .isZero();
        assertThat(Files.readString(markdown))
                .contains(
                        "| ingest-killed",
                        "| answers-lost",
                        "| items-429",
                        "| controller-killed",
                        "| master-killed",
                        "| layout-deleted");
        assertThat(data).as("what is left of the data").isEmptyDirectory();
    }
}
