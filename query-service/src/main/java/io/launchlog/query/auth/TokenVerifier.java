package io.launchlog.query.auth;

/** Tells what a token is worth. Called by many threads at once. */
public interface TokenVerifier {

    /**
     * Judges one token.
     *
     * @param token as the caller sent it, not blank; it must not be logged
     */
    TokenVerdict verify(String token);
}
