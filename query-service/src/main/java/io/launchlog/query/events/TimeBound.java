package io.launchlog.query.events;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.request.QueryString;
import io.launchlog.query.request.WholeNumber;
import io.launchlog.query.services.Service;
import org.jspecify.annotations.Nullable;

/**
 * The times between which events are asked for; both inclusive.
 *
 * @param start epoch milliseconds; null for no bound
 * @param end the same
 */
record TimeBound(@Nullable Long start, @Nullable Long end) {

    static final String START = "start_time";
    static final String END = "end_time";

    /**
     * Reads {@code start_time} and {@code end_time}. A time behind the last that an event can have comes as the next
     * millisecond, which finds the same.
     *
     * @throws ApiException ModelArts.0107 when one is no time, or the start is behind the end
     */
    static TimeBound parse(QueryString query) {
        String startText = query.value(START);
        WholeNumber start = number(START, startText);
        WholeNumber end = number(END, query.value(END));
        if (start != null && end != null && start.compareTo(end) > 0) {
            throw new ApiException(ApiError.invalidParameter(
                    START, String.valueOf(startText), "Allowed: a time that is not after end_time."));
        }
        return new TimeBound(milliseconds(start), milliseconds(end));
    }

    /** Whether there is no bound. */
    boolean isEverything() {
        return start == null && end == null;
    }

    /** When the service has events that may be asked for, as far as its own document knows. */
    Times of(Service service) {
        return new Times(service.firstSeen(), Math.max(service.firstSeen(), service.lastSeen()))
                .within(start == null ? 0 : start, end == null ? Long.MAX_VALUE : end);
    }

    private static @Nullable WholeNumber number(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        WholeNumber number = WholeNumber.parse(text);
        if (number == null) {
            throw new ApiException(ApiError.invalidParameter(
                    name, text, "Allowed: milliseconds since 1970-01-01T00:00:00Z, a whole number of 0 or more."));
        }
        return number;
    }

    private static @Nullable Long milliseconds(@Nullable WholeNumber number) {
        return number == null ? null : Math.min(number.toLong(), ServiceEvent.LATEST_TIME + 1);
    }
}
