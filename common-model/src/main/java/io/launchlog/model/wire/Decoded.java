package io.launchlog.model.wire;

import io.launchlog.model.event.ServiceEvent;
import org.jspecify.annotations.Nullable;

/** What became of a record's content: an event, or why it is none. */
public sealed interface Decoded {

    /** The record holds a valid event. */
    record Accepted(ServiceEvent event) implements Decoded {}

    /**
     * The record can never be indexed.
     *
     * @param field the field or attribute at fault; null when it is none in particular
     * @param detail the field, what is wrong and what is allowed; up to
     *     {@value DeadLetterHeaders#MAXIMUM_DETAIL_LENGTH} characters
     */
    record Refused(DeadLetterReason reason, @Nullable String field, String detail) implements Decoded {

        Refused(DeadLetterReason reason, String detail) {
            this(reason, null, detail);
        }

        public Refused {
            if (detail.length() > DeadLetterHeaders.MAXIMUM_DETAIL_LENGTH) {
                int end = DeadLetterHeaders.MAXIMUM_DETAIL_LENGTH;
                detail = detail.substring(0, Character.isHighSurrogate(detail.charAt(end - 1)) ? end - 1 : end);
            }
        }
    }
}
