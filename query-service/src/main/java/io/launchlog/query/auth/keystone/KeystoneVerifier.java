package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.TokenHash;
import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.auth.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Believes what Keystone has said of a token for a while, and lets requests that show the same token wait for one answer.
 * Kept is the hash of a token.
 */
final class KeystoneVerifier implements TokenVerifier {

    /** About 200 bytes each. */
    private static final int MOST_TOKENS = 50_000;

    private final TokenJudge judge;
    private final Duration longestWait;
    private final Executor threads;
    private final AsyncCache<TokenHash, Judgement> judgements;

    /**
     * @param longestWait of a request; several questions may be needed for one answer
     * @param ticker which is never set back, as a clock may be
     * @param threads in which Keystone is asked
     */
    KeystoneVerifier(TokenJudge judge, Duration longestWait, Clock clock, Ticker ticker, Executor threads) {
        this.judge = judge;
        this.longestWait = longestWait;
        this.threads = threads;
        this.judgements = Caffeine.newBuilder()
                .maximumSize(MOST_TOKENS)
                .ticker(ticker)
                .expireAfter(Expiry.<TokenHash, Judgement>creating(
                        (_, judgement) -> positive(Duration.between(clock.instant(), judgement.until()))))
                .executor(threads)
                .buildAsync();
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    @Override
    public TokenVerdict verify(String token) {
        if (!isHeaderValue(token)) {
            return new TokenVerdict.Invalid();
        }
        CompletableFuture<Judgement> judgement = judgements.get(
                TokenHash.of(token), (_, _) -> CompletableFuture.supplyAsync(() -> judge.judge(token), threads));
        try {
            return judgement.get(longestWait.toNanos(), TimeUnit.NANOSECONDS).verdict();
        } catch (TimeoutException e) {
            return new TokenVerdict.TooSlow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TokenVerdict.Unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A token could not be judged", e.getCause());
        }
    }

    /** Keystone issues no others, and they cannot be sent to it. */
    private static boolean isHeaderValue(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
