package io.launchlog.ingest.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An {@code _id} or a fingerprint as the 16 bytes that its text stands for. */
record Hash128(long high, long low) {

    /** What no text stands for: the content of a document that is no event. */
    static final Hash128 NONE = new Hash128(0, 0);

    private static final int TEXT_LENGTH = 22;
    private static final int BYTES = 16;

    /** Null when the text is not 22 characters of URL-safe base64 as ingest writes them. */
    static @Nullable Hash128 parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return null;
        }
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
            return bytes.remaining() == BYTES ? new Hash128(bytes.getLong(), bytes.getLong()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Of a text that ingest has made. */
    static Hash128 of(String text) {
        Hash128 hash = parse(text);
        if (hash == null) {
            throw new IllegalArgumentException(text + " is no hash of 128 bits in base64");
        }
        return hash;
    }

    /** As in {@code _id}. */
    String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bits are those of SHA-256: any of them are as good as a mixture of all. */
    @Override
    public int hashCode() {
        return (int) low;
    }
}
