package io.launchlog.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Data and logs of one run.
 *
 * @param path absolute
 */
record RunDirectory(Path path) {

    /** Makes one below that directory, or where temporary files go. */
    static RunDirectory below(@Nullable Path parent) throws IOException {
        if (parent == null) {
            return new RunDirectory(Files.createTempDirectory("launchlog-faults-"));
        }
        Path absolute = Files.createDirectories(parent.toAbsolutePath());
        return new RunDirectory(Files.createTempDirectory(absolute, "launchlog-faults-"));
    }

    /** With everything in it. */
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
