package io.launchlog.query.overload;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many requests search at once; those beyond it wait a little and are then refused. */
public final class SearchPermits {

    private final Semaphore permits;
    private final Duration longestWait;

    /**
     * @param atOnce 1 or more
     * @param longestWait for a permit; zero for none at all
     */
    public SearchPermits(int atOnce, Duration longestWait) {
        this.permits = new Semaphore(atOnce, true);
        this.longestWait = longestWait;
    }

    /**
     * Takes a permit until it is closed.
     *
     * @throws ApiException ModelArts.6101 when none became free in time
     */
    public Permit take() {
        try {
            if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ApiException(ApiError.tooManyRequests());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiError.unreachable("The service"), e);
        }
        return permits::release;
    }

    /** The right to search; close it once. */
    @FunctionalInterface
    public interface Permit extends AutoCloseable {

        @Override
        void close();
    }
}
