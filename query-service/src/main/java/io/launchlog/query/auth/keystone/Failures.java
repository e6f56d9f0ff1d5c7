package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.TokenHash;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When Keystone is left alone for a moment, as what has just failed is not tried at once by each request. New tokens that
 * fail hold up new ones only: with some over which Keystone stumbles, anybody could hold up all.
 */
final class Failures {

    static final Duration PAUSE = Duration.ofSeconds(1);

    /** When so many tokens have failed, and none was judged in between, it is not because of them. */
    private static final int SEVERAL = 5;

    private final Failing known;
    private final Failing fresh;

    Failures(Ticker ticker) {
        this.known = new Failing(new Pause(ticker), ConcurrentHashMap.newKeySet());
        this.fresh = new Failing(new Pause(ticker), ConcurrentHashMap.newKeySet());
    }

    private record Failing(Pause pause, Set<TokenHash> tokens) {

        void begin() {
            pause.begin(PAUSE);
            tokens.clear();
        }
    }

    /** @param isKnown whether the token that is to be asked about has been good before */
    boolean isPaused(boolean isKnown) {
        return !(isKnown ? known : fresh).pause().isOver();
    }

    /** No token can be asked about. */
    void pauseAll() {
        known.begin();
        fresh.begin();
    }

    /** It may be because of this token. */
    void add(TokenHash token, boolean isKnown) {
        Failing failing = isKnown ? known : fresh;
        failing.tokens().add(token);
        if (failing.tokens().size() >= SEVERAL) {
            failing.begin();
        }
    }

    /** One was judged. */
    void clear() {
        known.tokens().clear();
        fresh.tokens().clear();
    }
}
