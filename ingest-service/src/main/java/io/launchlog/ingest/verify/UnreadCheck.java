package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.projection.ReadAliases;
import io.launchlog.model.index.IndexNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Looks for indices of the generation that is read which readers are not led to; their events are there and not seen. */
@Component
class UnreadCheck {

    /** Ingest makes an index first and leads readers to it when it has started. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final ReadAliases aliases;
    private final ProjectionSetup projection;

    UnreadCheck(ReadAliases aliases, ProjectionSetup projection) {
        this.aliases = aliases;
        this.projection = projection;
    }

    /**
     * Looks, and leads readers to them where that is wanted.
     *
     * @return the names of those that were found
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch did not tell or did not do it
     */
    List<String> check(IndexNames read, boolean repair) {
        long start = System.nanoTime();
        List<String> unread = aliases.unread(read);
        while (!unread.isEmpty() && System.nanoTime() - start < STARTING.toNanos()) {
            pause();
            unread = aliases.unread(read);
        }
        if (repair) {
            // The index of services too, where it is gone: one that a bulk makes is not read.
            var _ = projection.create();
        }
        return unread;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Verifying was interrupted", e);
        }
    }
}
