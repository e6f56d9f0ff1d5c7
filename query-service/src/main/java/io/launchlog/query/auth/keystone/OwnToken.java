package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.keystone.KeystoneApi.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The token that this service shows when it asks. One thread at a time gets a new one; the others wait for it, and no
 * longer than for an answer.
 */
final class OwnToken {

    /** A new one is due when this part of its life is over: it must not expire between two requests. */
    private static final double DUE = 0.9;

    /** What has just failed is not tried at once by each request that waits. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Who is denied again and again is tried less and less often: Keystone may lock the user out. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The credentials are wrong, or may not be used any more: 400, 401, 403. */
    private static final Set<Integer> DENIED = Set.of(400, 401, 403);

    private final KeystoneApi api;
    private final Credentials credentials;
    private final Duration longestWait;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Pause pause;
    private volatile @Nullable Held held;
    private @Nullable IdentityUnavailableException failure;
    private Duration pauseWhenDenied = PAUSE;

    private record Held(String token, Instant renewal, Instant expiry) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Held until " + expiry;
        }
    }

    /**
     * @param longestWait for another thread that gets one
     * @param clock by which a token expires
     * @param ticker by which it is waited after a failure
     */
    OwnToken(KeystoneApi api, Credentials credentials, Duration longestWait, Clock clock, Ticker ticker) {
        this.api = api;
        this.credentials = credentials;
        this.longestWait = longestWait;
        this.clock = clock;
        this.pause = new Pause(ticker);
    }

    /**
     * One that is good as far as one knows.
     *
     * @throws IdentityUnavailableException when Keystone gives none
     */
    String current() {
        Held now = held;
        Instant time = clock.instant();
        // While one thread renews what is due, the others go on with it.
        if (now != null && time.isBefore(now.expiry()) && (time.isBefore(now.renewal()) || lock.isLocked())) {
            return now.token();
        }
        return renewed(null);
    }

    /**
     * Another one than that which Keystone has refused.
     *
     * @param refused null when none was: the present one is due
     * @throws IdentityUnavailableException when Keystone gives none
     */
    String renewed(@Nullable String refused) {
        try {
            if (!lock.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IdentityTooSlowException("Another request waits for a token of this service's own", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdentityUnavailableException("Interrupted", e);
        }
        try {
            Held now = held;
            Instant time = clock.instant();
            if (now != null && !now.token().equals(refused) && time.isBefore(now.renewal())) {
                // Another thread was faster.
                return now.token();
            }
            try {
                return issue(time);
            } catch (IdentityUnavailableException e) {
                if (refused == null && now != null && time.isBefore(now.expiry())) {
                    return now.token();
                }
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private String issue(Instant time) {
        if (failure != null && !pause.isOver()) {
            throw failure;
        }
        boolean isDenied = false;
        try {
            Answer answer = api.issue(credentials);
            KeystoneToken token = answer.token();
            String issued = answer.subject();
            if (token == null || issued == null) {
                isDenied = DENIED.contains(answer.status());
                throw new IdentityUnavailableException(
                        "Keystone gives the " + credentials + " no token: HTTP " + answer.status()
                                + "; see launchlog.auth.keystone in the configuration",
                        null);
            }
            Duration life = Duration.between(time, token.expiresAt());
            held = new Held(issued, time.plusMillis((long) (life.toMillis() * DUE)), token.expiresAt());
            failure = null;
            pauseWhenDenied = PAUSE;
            return issued;
        } catch (IdentityUnavailableException e) {
            failure = e;
            pause.begin(isDenied ? pauseWhenDenied : PAUSE);
            if (isDenied) {
                Duration next = pauseWhenDenied.multipliedBy(2);
                pauseWhenDenied = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
            }
            throw e;
        }
    }
}
