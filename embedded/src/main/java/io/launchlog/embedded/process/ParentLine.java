package io.launchlog.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The child's end of its standard streams: it answers commands of one line with one line. The end of the input means
 * that the parent is gone, however it went, so that no child outlives it.
 */
public final class ParentLine {

    /** Before lines for the parent: frameworks print to the same stream. */
    static final String MARK = "#launchlog ";

    static final String ANSWER = "answer ";
    static final String FAILURE = "failure ";

    private ParentLine() {}

    /** Answers one command; what it throws is the answer too. */
    @FunctionalInterface
    public interface Command {
        String answer(String command) throws Exception;
    }

    /** Says that the child is ready, answers commands until the parent ends, and returns. */
    public static void serve(String greeting, Command command) {
        say(ANSWER + greeting);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(answer(command, line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(Command command, String line) {
        try {
            return ANSWER + command.answer(line);
        } catch (Exception e) {
            return FAILURE + String.valueOf(e).replace('\n', ' ');
        }
    }

    private static void say(String text) {
        System.out.println(MARK + text);
        System.out.flush();
    }
}
