package io.launchlog.model.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The first 128 bits of SHA-256: short enough for an id, long enough that two never meet by chance. */
final class Digest {

    private static final int BYTES = 16;

    private Digest() {}

    static byte[] of(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** URL-safe base64 without padding: 22 characters, which Elasticsearch stores as 16 bytes in an {@code _id}. */
    static String text(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
