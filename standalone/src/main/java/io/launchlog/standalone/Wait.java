package io.launchlog.standalone;

import java.time.Duration;

/**
 * Waits for something that can only be asked for.
 *
 * @param pause how it passes the time between two questions
 */
record Wait(Pause pause) {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Passes some time. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** A question that takes time. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    /** Asks at least once; false when the patience was not enough. */
    boolean until(Condition condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            pause.of(POLL);
        }
        return true;
    }
}
