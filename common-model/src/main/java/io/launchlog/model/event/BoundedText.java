package io.launchlog.model.event;

/** Foreign text made safe to show in a message: on one line, bounded in length. */
public final class BoundedText {

    /** The most characters of a value that a message shows. */
    public static final int MAXIMUM_LENGTH = 64;

    private BoundedText() {}

    /**
     * The text in double quotes; control characters, line separators and lone surrogates become {@code ?}, and what goes past
     * {@value #MAXIMUM_LENGTH} characters is replaced by its length.
     */
    public static String quote(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAXIMUM_LENGTH) + 24).append('"');
        int end = append(shown, text, MAXIMUM_LENGTH);
        shown.append('"');
        if (end < text.length()) {
            shown.append("... (").append(text.length()).append(" characters)");
        }
        return shown.toString();
    }

    /** The text without quotes, its characters as in {@link #quote}; what goes past {@code maximum} of them is {@code ...}. */
    public static String line(String text, int maximum) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), maximum) + 4);
        return append(shown, text, maximum) < text.length()
                ? shown.append("...").toString()
                : shown.toString();
    }

    /** Where the shown part of the text ends. */
    private static int append(StringBuilder shown, String text, int maximum) {
        int end = Math.min(text.length(), maximum);
        int position = 0;
        while (position < end) {
            int codePoint = text.codePointAt(position);
            shown.appendCodePoint(isPrintable(codePoint) ? codePoint : '?');
            position += Character.charCount(codePoint);
        }
        return position;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }
}
