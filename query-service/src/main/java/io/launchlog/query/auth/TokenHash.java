package io.launchlog.query.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of a token, and compared, in place of it: it tells nothing of the token, and the time that comparing takes
 * does not either.
 *
 * @param sha256 of the token's UTF-8 text
 */
public record TokenHash(ByteBuffer sha256) {

    public static TokenHash of(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new TokenHash(ByteBuffer.wrap(digest.digest(token.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
