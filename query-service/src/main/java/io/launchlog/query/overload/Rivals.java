package io.launchlog.query.overload;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether several projects ask. One that is silent for longer than that finds what the other has begun meanwhile in
 * front of its next request; one that asks now and then does not. Used under the lock of its owner.
 */
final class Rivals {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private @Nullable String latest;
    private boolean wereThere;
    private long changed;

    /** @param nanoTime {@link System#nanoTime()} or one like it */
    Rivals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void asks(String projectId) {
        if (projectId.equals(latest)) {
            return;
        }
        if (latest != null) {
            wereThere = true;
            changed = nanoTime.getAsLong();
        }
        latest = projectId;
    }

    /** Whether within {@link #REMEMBERED} a project has asked that is not the one that asked before it. */
    boolean areThere() {
        wereThere = wereThere && nanoTime.getAsLong() - changed < REMEMBERED.toNanos();
        return wereThere;
    }
}
