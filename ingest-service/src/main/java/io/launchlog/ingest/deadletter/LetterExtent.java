package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** How much of its original a letter has: less and less, until its topic takes it. */
enum LetterExtent {
    ALL,
    WITHOUT_VALUE,
    /** Only what we say of it: the coordinates tell where the rest is. */
    OURS_ONLY;

    /** A place is a topic's name of up to 249 characters and two numbers. */
    private static final int LONGEST_PLACE = 300;

    /** The next smaller one; null when there is none. */
    @Nullable
    LetterExtent smaller(ConsumerRecord<byte[], byte[]> original) {
        return switch (this) {
            case ALL -> original.value() == null ? OURS_ONLY : WITHOUT_VALUE;
            case WITHOUT_VALUE -> OURS_ONLY;
            case OURS_ONLY -> null;
        };
    }

    byte @Nullable [] key(ConsumerRecord<byte[], byte[]> original) {
        return this == OURS_ONLY ? null : original.key();
    }

    byte @Nullable [] value(ConsumerRecord<byte[], byte[]> original) {
        return this == ALL ? original.value() : null;
    }

    /** A copy of those that the letter keeps, and that ours can be added to. */
    LetterHeaders headers(ConsumerRecord<byte[], byte[]> original) {
        if (this != OURS_ONLY) {
            return LetterHeaders.on(original.headers());
        }
        LetterHeaders kept = new LetterHeaders(new RecordHeaders());
        keepPlace(DeadLetterHeaders.REPLAYED_FROM, original, kept);
        keepPlace(DeadLetterHeaders.FIRST_ORIGINAL, original, kept);
        return kept;
    }

    /** Others may have given our header any content: a large one is none of a replay's. */
    private static void keepPlace(String name, ConsumerRecord<byte[], byte[]> original, LetterHeaders kept) {
        Header header = original.headers().lastHeader(name);
        if (header != null && header.value() != null && header.value().length <= LONGEST_PLACE) {
            kept.with(name, new String(header.value(), StandardCharsets.UTF_8));
        }
    }

    /** What is wrong with the original and, in front of it, what is left out; as long as details may be. */
    String detail(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> original = letter.original();
        String leftOut = switch (this) {
            case ALL -> "";
            case WITHOUT_VALUE -> "Value of " + bytes(original.value()) + " bytes left out, too large: ";
            case OURS_ONLY ->
                "Key of " + bytes(original.key()) + " bytes, value of " + bytes(original.value()) + " and headers of "
                        + new LetterHeaders(original.headers()).bytes() + " left out, too large: ";
        };
        String detail = leftOut + letter.detail();
        int end = Math.min(detail.length(), DeadLetterHeaders.MAXIMUM_DETAIL_LENGTH);
        return detail.substring(
                0, end < detail.length() && Character.isHighSurrogate(detail.charAt(end - 1)) ? end - 1 : end);
    }

    private static int bytes(byte @Nullable [] content) {
        return content == null ? 0 : content.length;
    }
}
