package io.launchlog.model.event;

/** Foreign text made safe to show in a message: quoted, on one line, bounded in length. */
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
        int end = Math.min(text.length(), MAXIMUM_LENGTH);
        int position = 0;
        while (position < end) {
            int codePoint = text.codePointAt(position);
            shown.appendCodePoint(isPrintable(codePoint) ? codePoint : '?');
            position += Character.charCount(codePoint);
        }
        shown.append('"');
        if (position < text.length()) {
            shown.append("... (").append(text.length()).append(" characters)");
        }
        return shown.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }
}
