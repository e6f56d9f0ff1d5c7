package io.launchlog.query.access;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What callers have written, as it may stand in a log: it neither fills it nor looks like something else in it. */
final class Shown {

    /** Of contract section 3; anything else may be a token that was put into the wrong place. */
    private static final Set<String> PARAMETERS = Set.of(
            "event_type",
            "event_info",
            "start_time",
            "end_time",
            "offset",
            "limit",
            "sort_by",
            "order",
            "service_name");

    private static final String MASKED = "***";
    private static final int LONGEST = 500;

    /** Quotes, and whatever is not visible, or not in this place: blanks, line breaks, marks that turn the direction. */
    private static final Pattern MISLEADING = Pattern.compile("[^!-~]|[\"'`\\\\]");

    private Shown() {}

    /** Empty for null. */
    static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "~" : text;
        return MISLEADING.matcher(start).replaceAll("?");
    }

    /** The parameters that the contract knows, as they came; the others are masked with their names. */
    static String ofQuery(@Nullable String query) {
        if (query == null) {
            return "";
        }
        String start = query.length() > LONGEST ? query.substring(0, LONGEST) : query;
        String masked = Arrays.stream(start.split("&", -1))
                .map(pair -> PARAMETERS.contains(pair.split("=", 2)[0]) ? pair : MASKED)
                .collect(Collectors.joining("&"));
        return of(query.length() > LONGEST ? masked + "~" : masked);
    }
}
