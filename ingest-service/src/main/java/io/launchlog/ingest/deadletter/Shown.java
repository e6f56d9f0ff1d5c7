package io.launchlog.ingest.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others have written, as a terminal may show it. */
final class Shown {

    private Shown() {}

    /** On one line, without control characters, cut to that many characters; a dash for null and nothing. */
    static String line(@Nullable String text, int maximum) {
        if (text == null || text.isEmpty()) {
            return "-";
        }
        String shown = printable(text, false);
        return shown.length() <= maximum ? shown : shown.substring(0, maximum - 3) + "...";
    }

    /** Up to that many characters, with line feeds and tabs, without other control characters. */
    static String text(String text, int maximum) {
        return text.length() <= maximum
                ? printable(text, true)
                : printable(text.substring(0, maximum), true) + "\n... (" + text.length() + " characters)";
    }

    /** The text that the bytes are; empty when they are no UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** To the second, in UTC. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String printable(String text, boolean severalLines) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean kept = !isControl(c) || (severalLines && (c == '\n' || c == '\t'));
            shown.appendCodePoint(kept ? c : '?');
        });
        return shown.toString();
    }

    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
