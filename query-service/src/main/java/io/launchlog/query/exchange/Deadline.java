package io.launchlog.query.exchange;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when one request may search, over all of its searches. */
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /**
     * Begins now.
     *
     * @param nanoTime {@link System#nanoTime()} or one like it
     */
    public static Deadline after(Duration duration, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + duration.toNanos());
    }

    /** Whether no time is left. */
    public boolean isOver() {
        return remainingNanos() == 0;
    }

    /** Nanoseconds that are left; never negative. */
    public long remainingNanos() {
        return Math.max(0, end - nanoTime.getAsLong());
    }
}
