package io.launchlog.model.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RFC 3339 times (contract section 6): lower-case t and z are accepted, a blank for T and a leap second are not. */
final class Rfc3339 {

    private static final Pattern DATE_TIME =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
                    + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

    private Rfc3339() {}

    /** Epoch milliseconds, cut and not rounded; empty when the text is no such time. */
    static OptionalLong toEpochMilliseconds(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        long offsetSeconds = 0;
        if (parts.group(8) != null) {
            int hours = Integer.parseInt(parts.group(9));
            int minutes = Integer.parseInt(parts.group(10));
            if (hours > 23 || minutes > 59) {
                return OptionalLong.empty();
            }
            offsetSeconds = (hours * 60L + minutes) * 60 * (parts.group(8).equals("-") ? -1 : 1);
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)),
                    Integer.parseInt(parts.group(5)),
                    Integer.parseInt(parts.group(6)));
            long seconds = local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds;
            return OptionalLong.of(seconds * 1000 + milliseconds(parts.group(7)));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static long milliseconds(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
    }
}
