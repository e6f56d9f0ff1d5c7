package io.launchlog.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Gives out slots for instances: one CPU and some memory each, as many as the machine has. */
final class SlotScheduler {

    /** What one instance may take. */
    static final long SLOT_BYTES = 64L * 1024 * 1024;

    /** Other processes give memory back without telling us. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final int cpus;
    private final LongSupplier availableBytes;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private int taken;

    /**
     * @param availableBytes the memory that a new process could have now
     * @param patience how long one waits for a slot at most
     */
    SlotScheduler(int cpus, LongSupplier availableBytes, Duration patience) {
        this.cpus = cpus;
        this.availableBytes = availableBytes;
        this.patience = patience;
    }

    /**
     * Takes a slot, as soon as there is one.
     *
     * @param onWait called once when there is none at first
     * @throws PhaseFailedException when there is none for too long
     */
    Slot take(Runnable onWait) throws PhaseFailedException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!isFree()) {
                onWait.run();
                long left = patience.toNanos();
                while (!isFree()) {
                    if (left <= 0) {
                        throw new PhaseFailedException(
                                "INSUFFICIENT_RESOURCES",
                                "Insufficient " + (taken < cpus ? "memory" : "CPU")
                                        + ". The scheduling failed. Supplementary information: " + describe());
                    }
                    long wait = Math.min(left, LOOK_AGAIN_NANOS);
                    left -= wait - Math.max(0, released.awaitNanos(wait));
                }
            }
            taken++;
            return new Slot(this);
        } finally {
            lock.unlock();
        }
    }

    /** What there is and what is taken, for people. */
    String describe() {
        lock.lock();
        try {
            return taken + " of " + cpus + " CPUs taken, " + availableBytes.getAsLong() / (1024 * 1024)
                    + " MiB of memory available";
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFree() {
        return taken < cpus && availableBytes.getAsLong() >= SLOT_BYTES;
    }

    private void release() {
        lock.lock();
        try {
            taken--;
            released.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The right to run one instance, until it is closed. */
    static final class Slot implements AutoCloseable {

        private final SlotScheduler scheduler;

        private Slot(SlotScheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void close() {
            scheduler.release();
        }
    }
}
