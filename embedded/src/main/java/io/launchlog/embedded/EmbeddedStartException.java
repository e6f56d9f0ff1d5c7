package io.launchlog.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded backend could not start. The message is one line that names the port or directory and the remedy. */
public final class EmbeddedStartException extends RuntimeException {

    /** @param message one line, fit to be shown to the person who started the program */
    public EmbeddedStartException(String message) {
        super(message);
    }

    /**
     * @param message one line, fit to be shown to the person who started the program
     * @param cause what the backend itself threw; null when there is nothing more to tell
     */
    public EmbeddedStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Wraps what a backend threw while it started.
     *
     * @param backend its name, as people say it
     * @param directory its data directory
     * @param cause what it threw
     * @return an exception with one line for people; {@code cause} itself when it is one already
     */
    public static EmbeddedStartException of(String backend, DataDirectory directory, Throwable cause) {
        if (cause instanceof EmbeddedStartException known) {
            return known;
        }
        return new EmbeddedStartException(
                "%s did not start on data directory %s: %s. If its files were damaged, move the directory away and start again."
                        .formatted(backend, directory.path(), firstLine(cause)),
                cause);
    }

    private static String firstLine(Throwable cause) {
        String text = cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().strip();
        String line = text.lines().findFirst().orElse(text);
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }
}
