package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Kafka headers with those of {@link DeadLetterHeaders} as text. What others have written may be anything, so a number
 * that is none is absent.
 */
public record LetterHeaders(Headers headers) {

    /** A copy that further headers are added to. */
    static LetterHeaders on(Headers others) {
        return new LetterHeaders(new RecordHeaders(others));
    }

    /** A copy without any of ours. */
    static LetterHeaders withoutOurs(Headers others) {
        Headers kept = new RecordHeaders();
        for (Header header : others) {
            if (!DeadLetterHeaders.NAMES.contains(header.key())) {
                kept.add(header);
            }
        }
        return new LetterHeaders(kept);
    }

    /** What they take, names and values. */
    long bytes() {
        long bytes = 0;
        for (Header header : headers) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    LetterHeaders with(String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Instead of all that have the name. */
    LetterHeaders withOnly(String name, String value) {
        headers.remove(name);
        return with(name, value);
    }

    /** The last of that name; null when there is none. */
    public @Nullable String text(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    OptionalLong number(String name) {
        try {
            String text = text(name);
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    OptionalInt integer(String name) {
        OptionalLong number = number(name);
        return number.isPresent() && (int) number.getAsLong() == number.getAsLong()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }
}
