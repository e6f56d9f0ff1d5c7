package io.launchlog.model.event;

import org.jspecify.annotations.Nullable;

/**
 * CloudEvent attributes that Launchlog carries through without a meaning of its own. They are no part of an event's
 * content: two events that differ only here are the same (contract section 1).
 *
 * @param subject null when absent
 * @param partitionKey null when absent
 * @param traceparent W3C trace context, not checked; null when absent
 */
public record CarriedAttributes(
        @Nullable String subject,
        @Nullable String partitionKey,
        @Nullable String traceparent) {

    public static final CarriedAttributes NONE = new CarriedAttributes(null, null, null);

    /** @throws InvalidEventException when one cannot be written as UTF-8 */
    public CarriedAttributes {
        Rules.optionalText("subject", subject, 0, Integer.MAX_VALUE);
        Rules.optionalText("partitionkey", partitionKey, 0, Integer.MAX_VALUE);
        Rules.optionalText("traceparent", traceparent, 0, Integer.MAX_VALUE);
    }
}
