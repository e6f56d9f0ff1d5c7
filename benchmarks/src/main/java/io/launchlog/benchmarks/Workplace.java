package io.launchlog.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory for one run, deleted when it is closed.
 *
 * @param directory absolute
 */
record Workplace(Path directory) implements AutoCloseable {

    /** Makes one below that directory, or where temporary files go. */
    static Workplace below(@Nullable Path parent) {
        try {
            if (parent == null) {
                return new Workplace(Files.createTempDirectory("launchlog-bench-"));
            }
            Path absolute = Files.createDirectories(parent.toAbsolutePath());
            return new Workplace(Files.createTempDirectory(absolute, "launchlog-bench-"));
        } catch (IOException e) {
            throw new BenchmarkException("No directory for the data can be made: " + e.getMessage(), e);
        }
    }

    /** Does nothing the second time. */
    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data in " + directory + " cannot be deleted", e);
        }
    }
}
