package io.launchlog.query.auth;

import io.launchlog.query.exchange.Deadline;

/** Tells what a token is worth. Called by many threads at once. */
@FunctionalInterface
public interface TokenVerifier {

    /**
     * Judges one token.
     *
     * @param token as the caller sent it, not blank; it must not be logged
     */
    TokenVerdict verify(String token);

    /**
     * The same, for one who has to ask somebody.
     *
     * @param deadline of the request: behind it the verdict is {@link TokenVerdict.TooSlow}
     */
    default TokenVerdict verify(String token, Deadline deadline) {
        return verify(token);
    }
}
