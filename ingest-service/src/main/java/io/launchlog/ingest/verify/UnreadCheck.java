package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.projection.ReadAliases;
import io.launchlog.ingest.store.StoreUnavailableException;
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
     * What was found.
     *
     * @param names of the indices
     * @param mended whether readers are led to them now
     */
    record Unread(List<String> names, boolean mended) {

        static final Unread NONE = new Unread(List.of(), false);

        Unread {
            names = List.copyOf(names);
        }
    }

    /**
     * Looks, and leads readers to them where that is wanted; when an index does not start, that is not mended.
     *
     * @throws StoreUnavailableException when Elasticsearch did not tell, or did not make what is missing besides
     */
    Unread check(IndexNames read, boolean repair, Progress progress) {
        long start = System.nanoTime();
        List<String> unread = aliases.unread(read);
        while (!unread.isEmpty() && System.nanoTime() - start < STARTING.toNanos()) {
            pause();
            unread = aliases.unread(read);
        }
        return new Unread(unread, repair && isMended(unread, progress));
    }

    private boolean isMended(List<String> unread, Progress progress) {
        try {
            // The index of services too, where it is gone: one that a bulk makes is not read.
            var _ = projection.create();
            return true;
        } catch (StoreUnavailableException e) {
            if (unread.isEmpty()) {
                // No difference would tell it.
                throw e;
            }
            progress.say("leads readers to no other index: " + e.getMessage());
            return false;
        }
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
