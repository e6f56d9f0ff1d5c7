package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.TokenHash;
import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.auth.TokenVerifier;
import io.launchlog.query.exchange.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Believes what Keystone has said of a token for a while, and lets requests that show the same token wait for one answer.
 * What is in use is asked about again before it is too old, so that nobody waits for that. Kept is the hash of a token.
 */
final class KeystoneVerifier implements TokenVerifier {

    /** Requests that wait for Keystone at once. */
    static final int MOST_WAITING = 64;

    /** Of what new tokens get, one leaves a quarter to the others. */
    private static final int MOST_WAITING_FOR_ONE = 24;

    /** About 200 bytes each. */
    private static final int MOST_TOKENS = 50_000;

    /** Until a renewal that has failed is tried again. */
    private static final Duration PAUSE_OF_RENEWAL = Duration.ofSeconds(10);

    private final TokenJudge judge;
    private final Duration longestWait;
    private final Clock clock;
    private final Executor threads;
    private final AsyncCache<TokenHash, Judgement> judgements;
    private final Waiters waiters = new Waiters(MOST_WAITING, MOST_WAITING_FOR_ONE);
    private final Set<TokenHash> inRenewal = ConcurrentHashMap.newKeySet();

    /**
     * @param longestWait of a request; several questions may be needed for one answer
     * @param clock by which tokens expire
     * @param ticker which is never set back, as a clock may be
     * @param threads in which Keystone is asked
     */
    KeystoneVerifier(TokenJudge judge, Duration longestWait, Clock clock, Ticker ticker, Executor threads) {
        this.judge = judge;
        this.longestWait = longestWait;
        this.clock = clock;
        this.threads = threads;
        this.judgements = Caffeine.newBuilder()
                .maximumSize(MOST_TOKENS)
                .ticker(ticker)
                .expireAfter(Expiry.<TokenHash, Judgement>writing(
                        (_, judgement) -> positive(Duration.between(clock.instant(), judgement.until()))))
                .executor(threads)
                .buildAsync();
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    @Override
    public TokenVerdict verify(String token) {
        return verify(token, Deadline.after(longestWait, System::nanoTime));
    }

    @Override
    public TokenVerdict verify(String token, Deadline deadline) {
        if (!isHeaderValue(token)) {
            return new TokenVerdict.Invalid();
        }
        TokenHash hash = TokenHash.of(token);
        CompletableFuture<Judgement> known = judgements.getIfPresent(hash);
        if (known != null && known.state() == Future.State.SUCCESS) {
            Judgement judgement = known.resultNow();
            if (judgement.until().isAfter(clock.instant())) {
                renewWhenDue(hash, token, known);
                return judgement.verdict();
            }
            // The clock has gone faster than the ticker.
            judgements.asMap().remove(hash, known);
        }
        boolean isKnown = judge.knows(hash);
        if (!waiters.enter(hash, isKnown)) {
            return judge.tooManyWait().verdict();
        }
        try {
            return asked(hash, token, isKnown, Math.min(longestWait.toNanos(), deadline.remainingNanos()));
        } finally {
            waiters.leave(hash, isKnown);
        }
    }

    private TokenVerdict asked(TokenHash hash, String token, boolean isKnown, long longestNanos) {
        CompletableFuture<Judgement> answer = judgements.get(
                hash, (_, _) -> CompletableFuture.supplyAsync(() -> judge.judge(token, isKnown), threads));
        try {
            return answer.get(longestNanos, TimeUnit.NANOSECONDS).verdict();
        } catch (TimeoutException e) {
            return new TokenVerdict.TooSlow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TokenVerdict.Unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A token could not be judged", e.getCause());
        }
    }

    private void renewWhenDue(TokenHash hash, String token, CompletableFuture<Judgement> known) {
        if (!clock.instant().isBefore(known.resultNow().renewal()) && inRenewal.add(hash)) {
            threads.execute(() -> {
                try {
                    judgements.asMap().replace(hash, known, CompletableFuture.completedFuture(renewed(token, known)));
                } finally {
                    inRenewal.remove(hash);
                }
            });
        }
    }

    /** What was known stays as long as it would have when Keystone does not tell anything new. */
    private Judgement renewed(String token, CompletableFuture<Judgement> known) {
        Judgement next = judge.judge(token, true);
        return next.isTold()
                ? next
                : known.resultNow().renewedAt(clock.instant().plus(PAUSE_OF_RENEWAL));
    }

    /** Keystone issues no others, and they cannot be sent to it. */
    private static boolean isHeaderValue(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
