package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.Ticker;
import io.launchlog.query.auth.TokenHash;
import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.auth.keystone.KeystoneApi.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Keystone what a token is worth. What it cannot tell, it cannot tell: that is nobody's fault who shows a token. */
final class TokenJudge {

    private static final Logger LOG = LoggerFactory.getLogger(TokenJudge.class);
    private static final String QUESTIONS = "launchlog.query.token.validations";
    private static final String NOT_ASKED = "launchlog.query.token.unasked";

    /** Questions, which are threads and, while Keystone is slow, requests that wait. */
    private static final int MOST_AT_ONCE = 32;

    /** Second questions: who shows garbage must not keep others from asking. */
    private static final int MOST_SECOND_AT_ONCE = 8;

    private static final Duration LONGEST_WAIT_FOR_A_PLACE = Duration.ofMillis(500);

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
    private final ReadingRules rules;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicBoolean away = new AtomicBoolean();
    private final Places places = new Places(MOST_AT_ONCE);
    private final Semaphore secondPlaces = new Semaphore(MOST_SECOND_AT_ONCE);
    private final KnownTokens known;
    private final Failures failures;

    /**
     * @param clock by which tokens expire
     * @param ticker by which it is waited after a failure
     */
    TokenJudge(KeystoneApi api, OwnToken own, ReadingRules rules, Clock clock, Ticker ticker, MeterRegistry meters) {
        this.api = api;
        this.own = own;
        this.rules = rules;
        this.clock = clock;
        this.meters = meters;
        this.known = new KnownTokens(clock, ticker);
        this.failures = new Failures(ticker);
    }

    /** Whether the token has been good before and has not expired. */
    boolean knows(TokenHash token) {
        return known.contains(token);
    }

    /**
     * Asks now, unless asking has just failed or too many ask.
     *
     * @param isKnown whether the token has been good before
     */
    Judgement judge(String token, boolean isKnown) {
        if (failures.isPaused(isKnown)) {
            return unasked("paused", new TokenVerdict.Unavailable());
        }
        if (!places.take(isKnown, LONGEST_WAIT_FOR_A_PLACE)) {
            return unasked("busy", new TokenVerdict.TooMany());
        }
        Timer.Sample sample = Timer.start(meters);
        Judgement judgement = told(token, isKnown);
        sample.stop(Timer.builder(QUESTIONS)
                .description("Questions to Keystone what a token is worth, by `verdict`")
                .tag("verdict", judgement.verdict().getClass().getSimpleName())
                .register(meters));
        return judgement;
    }

    /** Of a token that cannot be asked about, because too many requests wait for an answer. */
    Judgement tooManyWait() {
        return unasked("waiting", new TokenVerdict.TooMany());
    }

    private Judgement unasked(String reason, TokenVerdict verdict) {
        Counter.builder(NOT_ASKED)
                .description("Tokens that Keystone was not asked about, by `reason`")
                .tag("reason", reason)
                .register(meters)
                .increment();
        return new Judgement(verdict, clock.instant());
    }

    private Judgement told(String token, boolean isKnown) {
        try {
            Judgement judgement = askedAtPlace(token, isKnown);
            failures.clear();
            if (away.compareAndSet(true, false)) {
                LOG.info("Keystone tells again what tokens are worth");
            }
            return judgement;
        } catch (IdentityUnavailableException e) {
            return failed(token, isKnown, e);
        }
    }

    /** What has failed is kept for a moment, for this token alone; it may be the token at which Keystone stumbles. */
    private Judgement failed(String token, boolean isKnown, IdentityUnavailableException e) {
        if (e instanceof IdentityUnreachableException) {
            failures.pauseAll();
        } else {
            failures.add(TokenHash.of(token), isKnown);
        }
        if (away.compareAndSet(false, true)) {
            LOG.warn("Keystone does not tell what a token is worth: {}", e.getMessage());
        }
        return new Judgement(
                e instanceof IdentityTooSlowException ? new TokenVerdict.TooSlow() : new TokenVerdict.Unavailable(),
                clock.instant().plus(Failures.PAUSE));
    }

    private Judgement askedAtPlace(String token, boolean isKnown) {
        Answer answer;
        try {
            answer = validate(token, false);
        } finally {
            places.giveBack(isKnown);
        }
        KeystoneToken told = answer.status() == NOT_FOUND ? toldAmongExpired(token) : answer.token();
        return judgement(TokenHash.of(token), told, clock.instant());
    }

    /**
     * Keystone answers alike for what it does not know and for what it knew until it expired, so it is asked again.
     *
     * @return null when it does not know it then either, or nobody can say: the token is good for nothing either way
     */
    private @Nullable KeystoneToken toldAmongExpired(String token) {
        if (!secondPlaces.tryAcquire()) {
            return null;
        }
        try {
            return validate(token, true).token();
        } catch (IdentityUnavailableException e) {
            LOG.debug("Keystone does not tell whether a token has expired", e);
            return null;
        } finally {
            secondPlaces.release();
        }
    }

    private Judgement judgement(TokenHash hash, @Nullable KeystoneToken told, Instant now) {
        TokenVerdict verdict = told == null ? new TokenVerdict.Invalid() : verdict(told, now);
        if (told == null || !(verdict instanceof TokenVerdict.Granted)) {
            known.forget(hash);
            return new Judgement(verdict, now.plus(rules.negative()));
        }
        known.remember(hash, told.expiresAt());
        Instant until = now.plus(rules.longest());
        if (told.expiresAt().isBefore(until)) {
            return new Judgement(verdict, told.expiresAt());
        }
        return new Judgement(
                verdict, until, now.plus(rules.longest().multipliedBy(4).dividedBy(5)));
    }

    private TokenVerdict verdict(KeystoneToken token, Instant now) {
        if (!token.expiresAt().isAfter(now)) {
            return new TokenVerdict.Expired();
        }
        if (token.projectId() == null) {
            return new TokenVerdict.WithoutProject();
        }
        if (!rules.roles().isEmpty() && Collections.disjoint(rules.roles(), token.roles())) {
            return new TokenVerdict.RoleMayNotRead();
        }
        return new TokenVerdict.Granted(token.projectId());
    }

    /** The answer is 200, or says that the token is none. */
    private Answer validate(String token, boolean evenExpired) {
        String shown = ownToken(own::current);
        Answer answer = api.validate(shown, token, evenExpired);
        if (answer.status() == UNAUTHORIZED) {
            answer = api.validate(ownToken(() -> own.renewed(shown)), token, evenExpired);
        }
        return switch (answer.status()) {
            // Too long, for one, for what is in front of Keystone.
            case OK, BAD_REQUEST, CONTENT_TOO_LARGE, URI_TOO_LONG, HEADERS_TOO_LARGE -> answer;
            case NOT_FOUND -> {
                if (answer.errorCode() != NOT_FOUND) {
                    throw unavailable(answer, "what answers at launchlog.auth.keystone.url is not Keystone");
                }
                yield answer;
            }
            case UNAUTHORIZED -> {
                failures.pauseAll();
                throw unavailable(answer, "it refuses the token that it has issued to this service");
            }
            case FORBIDDEN -> throw unavailable(answer, "the role of this service's user does not allow asking");
            default -> throw unavailable(answer, "it has a fault");
        };
    }

    /** Without one, this service can ask about no token. */
    private String ownToken(Supplier<String> source) {
        try {
            return source.get();
        } catch (IdentityUnavailableException e) {
            failures.pauseAll();
            throw e;
        }
    }

    private static IdentityUnavailableException unavailable(Answer answer, String why) {
        return new IdentityUnavailableException(why + " (HTTP " + answer.status() + ")", null);
    }
}
