package io.launchlog.query.auth.keystone;

import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.auth.keystone.KeystoneApi.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Keystone what a token is worth. What it cannot tell, it cannot tell: that is nobody's fault who shows a token. */
final class TokenJudge {

    private static final Logger LOG = LoggerFactory.getLogger(TokenJudge.class);
    private static final String METRIC = "launchlog.query.token.validations";

    /** Questions, which are threads and, while Keystone is slow, requests that wait. */
    private static final int MOST_AT_ONCE = 32;

    /** What has just failed is not tried at once by each request. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final KeystoneApi api;
    private final OwnToken own;
    private final Set<String> readerRoles;
    private final Duration longest;
    private final Duration negative;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicBoolean away = new AtomicBoolean();
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
    private volatile @Nullable Instant pausedUntil;

    TokenJudge(
            KeystoneApi api,
            OwnToken own,
            Set<String> readerRoles,
            Duration longest,
            Duration negative,
            Clock clock,
            MeterRegistry meters) {
        this.api = api;
        this.own = own;
        this.readerRoles = Set.copyOf(readerRoles);
        this.longest = longest;
        this.negative = negative;
        this.clock = clock;
        this.meters = meters;
    }

    /** Asks now. */
    Judgement judge(String token) {
        Timer.Sample sample = Timer.start(meters);
        Judgement judgement = told(token);
        sample.stop(Timer.builder(METRIC)
                .description("Questions to Keystone what a token is worth, by `verdict`")
                .tag("verdict", judgement.verdict().getClass().getSimpleName())
                .register(meters));
        return judgement;
    }

    private Judgement told(String token) {
        Instant until = pausedUntil;
        if ((until != null && clock.instant().isBefore(until)) || !atOnce.tryAcquire()) {
            return new Judgement(new TokenVerdict.Unavailable(), clock.instant());
        }
        try {
            return toldByKeystone(token);
        } finally {
            atOnce.release();
        }
    }

    private Judgement toldByKeystone(String token) {
        try {
            Judgement judgement = ask(token);
            if (away.compareAndSet(true, false)) {
                LOG.info("Keystone tells again what tokens are worth");
            }
            return judgement;
        } catch (IdentityUnavailableException e) {
            pausedUntil = clock.instant().plus(PAUSE);
            if (away.compareAndSet(false, true)) {
                LOG.warn("Keystone does not tell what tokens are worth: {}", e.getMessage());
            }
            return new Judgement(
                    e instanceof IdentityTooSlowException ? new TokenVerdict.TooSlow() : new TokenVerdict.Unavailable(),
                    clock.instant());
        }
    }

    private Judgement ask(String token) {
        Answer answer = validate(token, false);
        Instant now = clock.instant();
        KeystoneToken known = answer.token();
        if (known == null) {
            return new Judgement(refused(token), now.plus(negative));
        }
        TokenVerdict verdict = verdict(known, now);
        boolean granted = verdict instanceof TokenVerdict.Granted;
        Instant until = now.plus(granted ? longest : negative);
        return new Judgement(verdict, granted && known.expiresAt().isBefore(until) ? known.expiresAt() : until);
    }

    /** Keystone answers alike for what it does not know and for what it knew until it expired. */
    private TokenVerdict refused(String token) {
        return validate(token, true).token() == null ? new TokenVerdict.Invalid() : new TokenVerdict.Expired();
    }

    private TokenVerdict verdict(KeystoneToken token, Instant now) {
        if (!token.expiresAt().isAfter(now)) {
            return new TokenVerdict.Expired();
        }
        if (token.projectId() == null) {
            return new TokenVerdict.WithoutProject();
        }
        if (!readerRoles.isEmpty() && Collections.disjoint(readerRoles, token.roles())) {
            return new TokenVerdict.RoleMayNotRead();
        }
        return new TokenVerdict.Granted(token.projectId());
    }

    /** The answer is 200, or says that the token is none. */
    private Answer validate(String token, boolean evenExpired) {
        String shown = own.current();
        Answer answer = api.validate(shown, token, evenExpired);
        if (answer.status() == UNAUTHORIZED) {
            answer = api.validate(own.renewed(shown), token, evenExpired);
        }
        return switch (answer.status()) {
            case OK, NOT_FOUND -> answer;
            // Too long, for one, for what is in front of Keystone.
            case BAD_REQUEST, CONTENT_TOO_LARGE, URI_TOO_LONG, HEADERS_TOO_LARGE -> answer;
            case UNAUTHORIZED -> throw unavailable(answer, "it refuses the token that it has issued to this service");
            case FORBIDDEN -> throw unavailable(answer, "the role of this service's user does not allow asking");
            default -> throw unavailable(answer, "it has a fault");
        };
    }

    private static IdentityUnavailableException unavailable(Answer answer, String why) {
        return new IdentityUnavailableException(why + " (HTTP " + answer.status() + ")", null);
    }
}
