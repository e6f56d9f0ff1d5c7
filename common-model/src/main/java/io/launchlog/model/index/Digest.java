package io.launchlog.model.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The first 128 bits of SHA-256: short enough for an id, long enough that two never meet by chance. */
final class Digest {

    private static final int BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** One for each thread, because the search through the security providers takes longer than a digest. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Digest::sha256);

    private Digest() {}

    static byte[] of(String text) {
        return Arrays.copyOf(SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8)), BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** URL-safe base64 without padding: 22 characters, which Elasticsearch stores as 16 bytes in an {@code _id}. */
    static String text(byte[] digest) {
        return BASE64.encodeToString(digest);
    }
}
