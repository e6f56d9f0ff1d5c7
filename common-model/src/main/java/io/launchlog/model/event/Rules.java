package io.launchlog.model.event;

import org.jspecify.annotations.Nullable;

/** The rules for single fields (contract sections 1 and 6). Lengths count Unicode code points. */
final class Rules {

    private Rules() {}

    static String resourceId(String field, String value) {
        if (!ResourceId.isValid(value)) {
            throw new InvalidEventException(
                    field, "is " + BoundedText.quote(value), "1 to 64 of A-Z a-z 0-9 _ . - but not . or ..");
        }
        return value;
    }

    static String text(String field, String value, int minimum, int maximum) {
        length(field, value, minimum, maximum);
        return value;
    }

    static @Nullable String optionalText(String field, @Nullable String value, int minimum, int maximum) {
        return value == null ? null : text(field, value, minimum, maximum);
    }

    /** A name: not blank, no control characters. */
    static String name(String field, String value, int maximum) {
        text(field, value, 1, maximum);
        if (isBlank(value) || hasControlCharacter(value)) {
            throw new InvalidEventException(
                    field,
                    "is " + BoundedText.quote(value),
                    "1 to " + maximum + " characters, not blank, no control characters");
        }
        return value;
    }

    static String notBlank(String field, String value, int maximum) {
        text(field, value, 1, maximum);
        if (isBlank(value)) {
            throw new InvalidEventException(
                    field, "is blank: " + BoundedText.quote(value), "1 to " + maximum + " characters, not blank");
        }
        return value;
    }

    static String cloudEventId(String value) {
        text("id", value, 1, 256);
        if (hasControlCharacter(value)) {
            throw new InvalidEventException(
                    "id", "is " + BoundedText.quote(value), "1 to 256 characters, no control characters");
        }
        return value;
    }

    static String uriReference(String field, String value) {
        text(field, value, 1, 512);
        if (!UriReference.isValid(value)) {
            throw new InvalidEventException(
                    field, "is " + BoundedText.quote(value), "a URI reference (RFC 3986) of 1 to 512 characters");
        }
        return value;
    }

    private static void length(String field, String value, int minimum, int maximum) {
        int codePoints = codePoints(field, value);
        if (codePoints < minimum || codePoints > maximum) {
            throw new InvalidEventException(
                    field,
                    "has " + codePoints + " characters: " + BoundedText.quote(value),
                    minimum + " to " + maximum + " characters");
        }
    }

    /** The number of code points; text with a lone surrogate cannot be written as UTF-8 and is refused. */
    private static int codePoints(String field, String value) {
        int count = 0;
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new InvalidEventException(
                            field, "has a lone surrogate at character " + i, "text that can be written as UTF-8");
                }
                i++;
            }
            count++;
        }
        return count;
    }

    private static boolean isBlank(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isWhiteSpace(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControlCharacter(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Unicode's property White_Space, which {@link Character#isWhitespace(char)} is not. None of it takes two units, nor
     * does any control character.
     */
    private static boolean isWhiteSpace(char unit) {
        return switch (unit) {
            case 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> (unit >= 0x09 && unit <= 0x0D) || (unit >= 0x2000 && unit <= 0x200A);
        };
    }
}
