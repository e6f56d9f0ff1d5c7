package io.launchlog.faults.proxy;

import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/** Chance from a seed: the same answers to the same number of questions. May be shared by threads. */
final class Dice {

    private final ReentrantLock lock = new ReentrantLock();
    private final SplittableRandom random;
    private final double share;

    /** @param share of the questions that are answered with yes, 0 to 1 */
    Dice(double share, long seed) {
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    boolean hits() {
        lock.lock();
        try {
            return random.nextDouble() < share;
        } finally {
            lock.unlock();
        }
    }
}
