package io.launchlog.query.events;

import io.launchlog.model.event.EventType;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.Paging;
import io.launchlog.query.request.QueryString;
import org.jspecify.annotations.Nullable;

/**
 * What a request for events asks (contract section 3), understood and checked.
 *
 * @param eventType null for both
 * @param words what the text has to say; finds everything when there are none
 * @param times between which times
 * @param sortBy by what first
 * @param descending whether the greatest comes first
 * @param paging which part
 */
record EventQuery(
        @Nullable EventType eventType,
        TextQuery words,
        TimeBound times,
        SortBy sortBy,
        boolean descending,
        Paging paging) {

    static final String EVENT_TYPE = "event_type";
    static final String EVENT_INFO = "event_info";
    static final String SORT_BY = "sort_by";
    static final String ORDER = "order";
    static final String ASCENDING = "asc";
    static final String DESCENDING = "desc";

    /**
     * Reads the parameters; unknown ones are ignored.
     *
     * @throws ApiException ModelArts.0107 for the first parameter that breaks its rule
     */
    static EventQuery parse(QueryString query, OffsetUnit unit) {
        return new EventQuery(
                eventType(query.value(EVENT_TYPE)),
                eventInfo(query.value(EVENT_INFO)),
                TimeBound.parse(query),
                sortBy(query.value(SORT_BY)),
                isDescending(query.value(ORDER)),
                Paging.parse(query, unit));
    }

    /** Whether the first event of the answer, if there is one, is the service's latest, which has its name. */
    boolean beginsWithTheLatest() {
        return eventType == null
                && words.equals(TextQuery.EVERYTHING)
                && times.isEverything()
                && sortBy == SortBy.OCCUR_TIME
                && descending
                && paging.skip() == 0;
    }

    private static @Nullable EventType eventType(@Nullable String value) {
        if (value == null) {
            return null;
        }
        EventType type = EventType.ofWireName(value);
        if (type == null) {
            throw invalid(EVENT_TYPE, value, "Allowed: normal, abnormal.");
        }
        return type;
    }

    private static TextQuery eventInfo(@Nullable String value) {
        if (value == null) {
            return TextQuery.EVERYTHING;
        }
        if (!TextQuery.isAllowed(value)) {
            throw invalid(EVENT_INFO, value, "Allowed: ASCII characters; not these: " + TextQuery.FORBIDDEN_CHARACTERS);
        }
        TextQuery words = TextQuery.parse(value);
        if (words == null) {
            throw invalid(EVENT_INFO, value, TextQuery.ALLOWED_LENGTH);
        }
        return words;
    }

    private static SortBy sortBy(@Nullable String value) {
        if (value == null) {
            return SortBy.OCCUR_TIME;
        }
        SortBy sortBy = SortBy.ofParameter(value);
        if (sortBy == null) {
            throw invalid(SORT_BY, value, "Allowed: occur_time, event_type, event_info.");
        }
        return sortBy;
    }

    private static boolean isDescending(@Nullable String value) {
        if (value == null || value.equals(DESCENDING)) {
            return true;
        }
        if (value.equals(ASCENDING)) {
            return false;
        }
        throw invalid(ORDER, value, "Allowed: asc, desc.");
    }

    private static ApiException invalid(String name, String value, String allowed) {
        return new ApiException(ApiError.invalidParameter(name, value, allowed));
    }
}
