package io.launchlog.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data directory that belongs to this backend until {@link #close()}.
 *
 * <p>Kafka and Elasticsearch lock their files too, but say so deep inside a start that has to be torn down again, so
 * the directory is locked before. The operating system drops the lock when the process dies.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "launchlog.lock";

    /**
     * The directories which this JVM holds. Asked before the file, because on POSIX systems closing any channel on a
     * locked file, even that of a failed attempt, releases the lock for the whole process.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory when it is missing, and locks it.
     *
     * @param backend whose directory it is, as people say it
     * @throws EmbeddedStartException when the directory cannot be created or written, or somebody else holds it
     */
    public static DataDirectory lock(String backend, Path directory) {
        Path path;
        try {
            path = Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw notWritable(backend, directory, e);
        }
        if (!HELD.add(path)) {
            throw inUse(backend, path);
        }
        boolean locked = false;
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(backend, path);
            }
            locked = true;
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw notWritable(backend, path, e);
        } finally {
            if (!locked) {
                HELD.remove(path);
            }
        }
    }

    /** The real, absolute path. */
    public Path path() {
        return path;
    }

    /** Gives the directory back. Does nothing the second time. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // The file stays, and the lock ends with the process at the latest.
        } finally {
            HELD.remove(path);
        }
    }

    private static EmbeddedStartException inUse(String backend, Path path) {
        return new EmbeddedStartException(
                "The %s data directory %s is in use by another process: stop that one, or choose another directory."
                        .formatted(backend, path));
    }

    private static EmbeddedStartException notWritable(String backend, Path path, IOException cause) {
        return new EmbeddedStartException(
                "The %s data directory %s cannot be created or written (%s): check its permissions, or choose another directory."
                        .formatted(
                                backend, path.toAbsolutePath(), cause.getClass().getSimpleName()),
                cause);
    }
}
