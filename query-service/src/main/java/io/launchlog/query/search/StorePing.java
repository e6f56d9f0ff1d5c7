package io.launchlog.query.search;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether Elasticsearch answers nothing at all, beside the requests: one question serves all that want to know
 * while it is asked and shortly after.
 */
final class StorePing {

    /** How long an answer is believed. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final BooleanSupplier isSilent;
    private final Executor threads;
    private final LongSupplier nanoTime;
    private @Nullable CompletableFuture<Boolean> last;
    private long begun;

    /**
     * @param isSilent asks, and may take a while
     * @param nanoTime {@link System#nanoTime()} or one like it
     */
    StorePing(BooleanSupplier isSilent, Executor threads, LongSupplier nanoTime) {
        this.isSilent = isSilent;
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /** Whether it is silent. Comes later; nobody should wait for it. */
    synchronized CompletableFuture<Boolean> isSilent() {
        CompletableFuture<Boolean> known = last;
        if (known != null && (!known.isDone() || nanoTime.getAsLong() - begun < FRESH.toNanos())) {
            return known;
        }
        begun = nanoTime.getAsLong();
        CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(isSilent::getAsBoolean, threads);
        last = asked;
        return asked;
    }
}
