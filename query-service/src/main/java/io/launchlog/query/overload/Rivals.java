package io.launchlog.query.overload;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Knows whether another project asks beside the one that asked last. Used under the lock of its owner. */
final class Rivals {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private @Nullable String latest;
    private long latestAsked;
    private boolean wasOther;
    private long otherAsked;

    /** @param nanoTime {@link System#nanoTime()} or one like it */
    Rivals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void asks(String projectId) {
        if (latest != null && !latest.equals(projectId)) {
            wasOther = true;
            otherAsked = latestAsked;
        }
        latest = projectId;
        latestAsked = nanoTime.getAsLong();
    }

    /** Whether another project than the one that asked last has asked within {@link #REMEMBERED}. */
    boolean areThere() {
        wasOther = wasOther && nanoTime.getAsLong() - otherAsked < REMEMBERED.toNanos();
        return wasOther;
    }
}
