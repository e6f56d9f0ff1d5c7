package io.launchlog.ingest.rebuild;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a generation is built.
 *
 * @param threads how many partitions are replayed at once; 1 or more
 * @param acceptFewer whether it may have fewer events than the one that is read
 * @param longestWait how long ingest is waited for before both are compared
 * @param workDirectory where verifying spills to; null for the directory for temporary files
 */
record RebuildOptions(
        int threads,
        boolean acceptFewer,
        Duration longestWait,
        @Nullable Path workDirectory) {

    static final RebuildOptions DEFAULT = new RebuildOptions(2, false, Duration.ofMinutes(2), null);

    /** @throws IllegalArgumentException when one is out of its bounds */
    RebuildOptions {
        if (threads < 1 || longestWait.isNegative()) {
            throw new IllegalArgumentException(
                    "--threads (" + threads + ") is 1 or more, --wait (" + longestWait + ") not negative");
        }
    }
}
