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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    /** What has just failed is not tried at once by each request. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** When so many tokens have failed, and none was judged in between, it is not because of them. */
    private static final int SEVERAL = 5;

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
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Semaphore secondPlaces = new Semaphore(MOST_SECOND_AT_ONCE);
    private final Set<TokenHash> failing = ConcurrentHashMap.newKeySet();
    private final Pause pause;

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
        this.pause = new Pause(ticker);
    }

    /** Asks now, unless asking has just failed or too many ask. */
    Judgement judge(String token) {
        if (!pause.isOver()) {
            return unasked("paused");
        }
        if (!takesPlace()) {
            return unasked("busy");
        }
        Timer.Sample sample = Timer.start(meters);
        Judgement judgement = told(token);
        sample.stop(Timer.builder(QUESTIONS)
                .description("Questions to Keystone what a token is worth, by `verdict`")
                .tag("verdict", judgement.verdict().getClass().getSimpleName())
                .register(meters));
        return judgement;
    }

    /** Of a token that cannot be asked about, because too many requests wait for an answer. */
    Judgement tooManyWait() {
        return unasked("waiting");
    }

    private Judgement unasked(String reason) {
        Counter.builder(NOT_ASKED)
                .description("Tokens that Keystone was not asked about, by `reason`")
                .tag("reason", reason)
                .register(meters)
                .increment();
        return new Judgement(new TokenVerdict.Unavailable(), clock.instant());
    }

    private boolean takesPlace() {
        try {
            return places.tryAcquire(LONGEST_WAIT_FOR_A_PLACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Judgement told(String token) {
        try {
            Judgement judgement = askedAtPlace(token);
            failing.clear();
            if (away.compareAndSet(true, false)) {
                LOG.info("Keystone tells again what tokens are worth");
            }
            return judgement;
        } catch (IdentityUnavailableException e) {
            return failed(token, e);
        }
    }

    /** What has failed is kept for a moment, for this token alone; it may be the token at which Keystone stumbles. */
    private Judgement failed(String token, IdentityUnavailableException e) {
        failing.add(TokenHash.of(token));
        if (e instanceof IdentityUnreachableException || failing.size() >= SEVERAL) {
            pause.begin(PAUSE);
            failing.clear();
        }
        if (away.compareAndSet(false, true)) {
            LOG.warn("Keystone does not tell what a token is worth: {}", e.getMessage());
        }
        return new Judgement(
                e instanceof IdentityTooSlowException ? new TokenVerdict.TooSlow() : new TokenVerdict.Unavailable(),
                clock.instant().plus(PAUSE));
    }

    private Judgement askedAtPlace(String token) {
        Answer answer;
        try {
            answer = validate(token, false);
        } finally {
            places.release();
        }
        KeystoneToken known = answer.status() == NOT_FOUND ? knownAmongExpired(token) : answer.token();
        return judgement(known, clock.instant());
    }

    /**
     * Keystone answers alike for what it does not know and for what it knew until it expired, so it is asked again.
     *
     * @return null when it does not know it then either, or nobody can say: the token is good for nothing either way
     */
    private @Nullable KeystoneToken knownAmongExpired(String token) {
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

    private Judgement judgement(@Nullable KeystoneToken known, Instant now) {
        TokenVerdict verdict = known == null ? new TokenVerdict.Invalid() : verdict(known, now);
        if (known == null || !(verdict instanceof TokenVerdict.Granted)) {
            return new Judgement(verdict, now.plus(rules.negative()));
        }
        Instant until = now.plus(rules.longest());
        if (known.expiresAt().isBefore(until)) {
            return new Judgement(verdict, known.expiresAt());
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
                pause.begin(PAUSE);
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
            pause.begin(PAUSE);
            throw e;
        }
    }

    private static IdentityUnavailableException unavailable(Answer answer, String why) {
        return new IdentityUnavailableException(why + " (HTTP " + answer.status() + ")", null);
    }
}
