package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of its own for what does not fit into memory; gone at the end. */
final class WorkDirectory implements AutoCloseable {

    private final Path path;

    private WorkDirectory(Path path) {
        this.path = path;
    }

    /** @param parent made when it is not there; null for the directory for temporary files */
    static WorkDirectory in(@Nullable Path parent) {
        try {
            return new WorkDirectory(
                    parent == null
                            ? Files.createTempDirectory("launchlog-verify")
                            : Files.createTempDirectory(Files.createDirectories(parent), "launchlog-verify"));
        } catch (IOException e) {
            throw new OperationFailedException("No directory can be made in " + parent + ": " + e, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(path)) {
            List<Path> left = files.toList();
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Deleting " + path, e);
        }
    }
}
