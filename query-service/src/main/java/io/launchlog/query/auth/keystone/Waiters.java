package io.launchlog.query.auth.keystone;

import io.launchlog.query.auth.TokenHash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Bounds how many requests wait for Keystone, each in a thread of the container that others need. */
final class Waiters {

    private final Semaphore all;
    private final int mostOfOne;
    private final Map<TokenHash, Integer> byToken = new ConcurrentHashMap<>();

    /**
     * @param most of all tokens together
     * @param mostOfOne token
     */
    Waiters(int most, int mostOfOne) {
        this.all = new Semaphore(most);
        this.mostOfOne = mostOfOne;
    }

    /** Whether one more may wait, which then has to leave. */
    boolean enter(TokenHash token) {
        if (!all.tryAcquire()) {
            return false;
        }
        if (byToken.merge(token, 1, Integer::sum) <= mostOfOne) {
            return true;
        }
        leave(token);
        return false;
    }

    void leave(TokenHash token) {
        if (byToken.merge(token, -1, Integer::sum) == 0) {
            // Unless another one has entered meanwhile.
            byToken.remove(token, 0);
        }
        all.release();
    }
}
