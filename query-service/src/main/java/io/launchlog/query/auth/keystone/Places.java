package io.launchlog.query.auth.keystone;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places of which new tokens get half at most: anybody can make them up, and must not keep those away that have been good
 * before.
 */
final class Places {

    private final Semaphore all;
    private final Semaphore ofNew;

    /** @param most 2 or more */
    Places(int most) {
        this.all = new Semaphore(most);
        this.ofNew = new Semaphore(most / 2);
    }

    /**
     * Whether there is one, which then has to be given back.
     *
     * @param isKnown whether the token has been good before
     * @param longest how long it is waited for; zero for not at all
     */
    boolean take(boolean isKnown, Duration longest) {
        long begin = System.nanoTime();
        try {
            if (!isKnown && !ofNew.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            boolean isTaken = false;
            try {
                long left = longest.toNanos() - (System.nanoTime() - begin);
                isTaken = all.tryAcquire(left, TimeUnit.NANOSECONDS);
            } finally {
                if (!isKnown && !isTaken) {
                    ofNew.release();
                }
            }
            return isTaken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param isKnown as when it was taken: a token may have turned out to be good meanwhile */
    void giveBack(boolean isKnown) {
        all.release();
        if (!isKnown) {
            ofNew.release();
        }
    }
}
