package io.launchlog.publisher;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.Status;
import org.jspecify.annotations.Nullable;

/** What one event adds to the deployment that it belongs to. Text that does not fit is made to fit. */
record Report(
        @Nullable Phase phase,
        @Nullable Status status,
        EventType eventType,
        @Nullable String errorCode,
        String text) {

    private static final int LONGEST_TEXT = 8192;
    private static final int LONGEST_ERROR_CODE = 256;

    /** A deployment must not fail because the message of its error is long, blank or broken. */
    Report {
        text = fitting(text, LONGEST_TEXT);
        if (text.codePoints().allMatch(Report::isSpace)) {
            text = "(no text)";
        }
        if (errorCode != null) {
            errorCode = fitting(errorCode, LONGEST_ERROR_CODE);
        }
    }

    static Report of(@Nullable Phase phase, @Nullable Status status, String text) {
        return new Report(phase, status, EventType.derivedFrom(status), null, text);
    }

    static Report failed(@Nullable Phase phase, @Nullable String errorCode, String text) {
        return new Report(phase, Status.FAILED, EventType.ABNORMAL, errorCode, text);
    }

    static Report warning(@Nullable Phase phase, @Nullable String errorCode, String text) {
        return new Report(phase, Status.PROGRESS, EventType.ABNORMAL, errorCode, text);
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    /** Up to that many code points, the last an ellipsis when some are cut off; no lone surrogates. */
    private static String fitting(String text, int longest) {
        int[] codePoints = text.codePoints()
                .limit(longest + 1L)
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .toArray();
        if (codePoints.length <= longest) {
            return new String(codePoints, 0, codePoints.length);
        }
        codePoints[longest - 1] = '…';
        return new String(codePoints, 0, longest);
    }
}
