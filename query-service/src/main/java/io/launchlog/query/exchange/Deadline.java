package io.launchlog.query.exchange;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when one request may take, over all that it has to wait for. */
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
        return since(nanoTime.getAsLong(), duration, nanoTime);
    }

    /**
     * Has begun then.
     *
     * @param begin as {@code nanoTime} said
     */
    public static Deadline since(long begin, Duration duration, LongSupplier nanoTime) {
        return new Deadline(nanoTime, begin + duration.toNanos());
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
