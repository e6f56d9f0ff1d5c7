package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogScanTest {

    @TempDir
    private Path directory;

    @Test
    void lines_with_a_part_of_a_token_are_found_in_every_log() throws IOException {
        Files.write(
                directory.resolve("query.log"),
                List.of("all is well", "a token: " + Tokens.accepted(1).substring(3, 11), "the end"));
        Files.write(directory.resolve("elasticsearch.log"), List.of("nothing"));
        Files.writeString(directory.resolve("data"), Tokens.accepted(1));

        LogScan scan = LogScan.of(directory, "the end");

        assertThat(scan.lines()).isEqualTo(4);
        assertThat(scan.leaks()).isEqualTo(1);
        assertThat(scan.samples()).singleElement().asString().startsWith("query.log: a token: ");
        assertThat(scan.isWhole()).isTrue();
    }

    @Test
    void a_log_that_is_not_at_its_end_is_told_apart() throws IOException {
        Files.writeString(directory.resolve("query.log"), "beginning\n");

        assertThat(LogScan.of(directory, "the end").isWhole()).isFalse();
    }
}
