package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tokens that Keystone has once found good, until they expire, which is longer than its word is believed: nobody can make
 * them up. Kept is the hash of a token.
 */
final class KnownTokens {

    /** About 200 bytes each. */
    private static final int MOST = 50_000;

    private final Clock clock;
    private final Cache<TokenHash, Instant> ends;

    /**
     * @param clock by which tokens expire
     * @param ticker by which they are forgotten then
     */
    KnownTokens(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ends = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfter(Expiry.<TokenHash, Instant>writing((_, end) -> left(clock.instant(), end)))
                .executor(Runnable::run)
                .build();
    }

    private static Duration left(Instant now, Instant end) {
        return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
    }

    void remember(TokenHash token, Instant end) {
        ends.put(token, end);
    }

    /** It is good no more. */
    void forget(TokenHash token) {
        ends.invalidate(token);
    }

    boolean contains(TokenHash token) {
        Instant end = ends.getIfPresent(token);
        return end != null && end.isAfter(clock.instant());
    }
}
