package io.launchlog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade of Launchlog does to its callers and its events: nothing. */
class RollingRestartIT {

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void instances_restarted_in_turn_under_load_fail_no_query_and_lose_and_double_nothing() throws IOException {
        Path markdown = directory.resolve("faults.md");
        Path data = directory.resolve("data");

        int result = LaunchlogFaults.execute(
                "--short",
                "--events=2000",
                "--nodes=1",
                "--seed=1",
                "--only=rolling-restart",
                "--markdown=" + markdown,
                "--data=" + data);

        assertThat(result)
                .as(Files.exists(markdown) ? Files.readString(markdown) : "no table")
                .isZero();
        assertThat(Files.readString(markdown)).containsPattern("\\| rolling-restart \\| 1 +\\| [0-9,]+ +\\| 4 +\\|");
        assertThat(data).as("what is left of the data").isEmptyDirectory();
    }
}
