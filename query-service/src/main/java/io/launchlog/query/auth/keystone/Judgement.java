package io.launchlog.query.auth.keystone;

import io.launchlog.query.auth.TokenVerdict;
import java.time.Instant;

/**
 * What a token is worth.
 *
 * @param until when it has to be asked again
 * @param renewal when it is asked again beside its use, so that nobody has to wait; {@code until} for never
 */
record Judgement(TokenVerdict verdict, Instant until, Instant renewal) {

    /** One that is not renewed ahead. */
    Judgement(TokenVerdict verdict, Instant until) {
        this(verdict, until, until);
    }

    /** Whether Keystone has said it. */
    boolean isTold() {
        return switch (verdict) {
            case TokenVerdict.Unavailable _, TokenVerdict.TooSlow _, TokenVerdict.TooMany _ -> false;
            case TokenVerdict.Granted _,
                    TokenVerdict.Expired _,
                    TokenVerdict.Invalid _,
                    TokenVerdict.WithoutProject _,
                    TokenVerdict.RoleMayNotRead _ -> true;
        };
    }

    /** The same, renewed at another time. */
    Judgement renewedAt(Instant time) {
        return new Judgement(verdict, until, time.isBefore(until) ? time : until);
    }
}
