package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterHeaders;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;

/**
 * Which attempt at a record's content it is. A replayed record brings it along; without the trace of a replay it is the
 * first.
 *
 * @param number 1 or more
 * @param firstSeen when the content was first found at fault, epoch milliseconds
 */
record Attempt(int number, long firstSeen) {

    /** @param now epoch milliseconds */
    static Attempt of(Headers headers, long now) {
        LetterHeaders ours = new LetterHeaders(headers);
        OptionalInt number = ours.integer(DeadLetterHeaders.ATTEMPT);
        OptionalLong firstSeen = ours.number(DeadLetterHeaders.FIRST_SEEN);
        boolean replayed = ours.text(DeadLetterHeaders.REPLAYED_FROM) != null
                && number.isPresent()
                && number.getAsInt() > 1
                && firstSeen.isPresent();
        return replayed ? new Attempt(number.getAsInt(), firstSeen.getAsLong()) : new Attempt(1, now);
    }

    /** Of the record that a replay of this one publishes. */
    Attempt next() {
        return new Attempt(number == Integer.MAX_VALUE ? number : number + 1, firstSeen);
    }

    void writeTo(LetterHeaders headers) {
        headers.withOnly(DeadLetterHeaders.ATTEMPT, Integer.toString(number))
                .withOnly(DeadLetterHeaders.FIRST_SEEN, Long.toString(firstSeen));
    }
}
