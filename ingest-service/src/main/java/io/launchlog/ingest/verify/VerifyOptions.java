package io.launchlog.ingest.verify;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and what is done about differences.
 *
 * @param repair whether what is missing, divergent, duplicated or without a dead letter is mended
 * @param deleteUnexpected whether documents and services without a record are deleted
 * @param samples how many of each kind of difference are told one by one; 0 or more
 * @param longestWait how long ingest is waited for
 * @param threads how many read the log, and as many the index; 1 or more
 * @param workDirectory where to spill to; null for a directory for temporary files
 */
record VerifyOptions(
        Scope scope,
        boolean repair,
        boolean deleteUnexpected,
        int samples,
        Duration longestWait,
        int threads,
        @Nullable Path workDirectory) {

    static final VerifyOptions DEFAULT =
            new VerifyOptions(Scope.EVERYTHING, false, false, 5, Duration.ofMinutes(2), 2, null);

    /** @throws IllegalArgumentException when one is out of its bounds */
    VerifyOptions {
        if (samples < 0 || threads < 1 || longestWait.isNegative()) {
            throw new IllegalArgumentException("--samples (" + samples + ") is 0 or more, --threads (" + threads
                    + ") 1 or more, --wait (" + longestWait + ") not negative");
        }
        if (deleteUnexpected && !repair) {
            throw new IllegalArgumentException("--delete-unexpected goes with --repair");
        }
    }
}
