package io.launchlog.query.auth.keystone;

import io.launchlog.query.auth.TokenHash;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds how many requests wait for Keystone, each in a thread of the container that others need. */
final class Waiters {

    private final Places places;
    private final int mostOfOne;
    private final Map<TokenHash, Integer> byToken = new ConcurrentHashMap<>();

    /**
     * @param most of all tokens together
     * @param mostOfOne token
     */
    Waiters(int most, int mostOfOne) {
        this.places = new Places(most);
        this.mostOfOne = mostOfOne;
    }

    /**
     * Whether one more may wait, which then has to leave.
     *
     * @param isKnown whether the token has been good before
     */
    boolean enter(TokenHash token, boolean isKnown) {
        if (!places.take(isKnown, Duration.ZERO)) {
            return false;
        }
        if (byToken.merge(token, 1, Integer::sum) <= mostOfOne) {
            return true;
        }
        leave(token, isKnown);
        return false;
    }

    /** @param isKnown as when it entered */
    void leave(TokenHash token, boolean isKnown) {
        if (byToken.merge(token, -1, Integer::sum) == 0) {
            // Unless another one has entered meanwhile.
            byToken.remove(token, 0);
        }
        places.giveBack(isKnown);
    }
}
