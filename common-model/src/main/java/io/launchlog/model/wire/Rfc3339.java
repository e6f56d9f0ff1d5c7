package io.launchlog.model.wire;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** RFC 3339 times (contract section 6): lower-case t and z are accepted, a blank for T and a leap second are not. */
final class Rfc3339 {

    /** Where {@code 2026-01-31T12:00:00} ends, with which every such time begins. */
    private static final int SECONDS_END = 19;

    private static final int OFFSET_LENGTH = "+00:00".length();

    /** No year, month or hour is that. */
    private static final int NO_NUMBER = Integer.MIN_VALUE;

    private Rfc3339() {}

    /** Epoch milliseconds, cut and not rounded; empty when the text is no such time. */
    static OptionalLong toEpochMilliseconds(String text) {
        if (text.length() <= SECONDS_END || !hasSeparators(text)) {
            return OptionalLong.empty();
        }
        boolean hasFraction = text.charAt(SECONDS_END) == '.';
        int zone = hasFraction ? endOfDigits(text, SECONDS_END + 1) : SECONDS_END;
        int offsetSeconds = offsetSeconds(text, zone);
        if (zone == SECONDS_END + 1 || offsetSeconds == NO_NUMBER) {
            return OptionalLong.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, SECONDS_END));
            long seconds = local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds;
            return OptionalLong.of(seconds * 1000 + milliseconds(text, SECONDS_END + 1, zone));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean hasSeparators(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** What stands from there to the end: Z, or an offset; {@link #NO_NUMBER} when it is neither. */
    private static int offsetSeconds(String text, int from) {
        int length = text.length() - from;
        if (length == 1 && (text.charAt(from) == 'Z' || text.charAt(from) == 'z')) {
            return 0;
        }
        if (length != OFFSET_LENGTH || text.charAt(from + 3) != ':') {
            return NO_NUMBER;
        }
        int hours = number(text, from + 1, from + 3);
        int minutes = number(text, from + 4, from + 6);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return NO_NUMBER;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return switch (text.charAt(from)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> NO_NUMBER;
        };
    }

    /** The first three digits of the fraction that stands there, if one does. */
    private static int milliseconds(String text, int from, int to) {
        int milliseconds = 0;
        for (int i = from; i < from + 3; i++) {
            milliseconds = milliseconds * 10 + (i < to ? text.charAt(i) - '0' : 0);
        }
        return milliseconds;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The digits that stand there; {@link #NO_NUMBER} when one is none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return NO_NUMBER;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
