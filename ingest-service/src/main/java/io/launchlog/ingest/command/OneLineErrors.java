package io.launchlog.ingest.command;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Tells the person at the keyboard in one line, {@code launchlog: ...}, why a command did not do its work. What nobody
 * foresaw is logged with its stack trace beside it.
 */
public final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The logger of what nobody foresaw; its name is in no package, so that a console may leave it out. */
    public static final String LOGGER = "launchlog";

    private static final int LONGEST_LINE = 400;

    private final Function<Exception, Optional<String>> explanation;
    private final Supplier<String> moreDetails;

    /**
     * @param explanation the line for what was foreseen; empty for anything else
     * @param moreDetails appended to the line about anything else, such as where the log is; may be empty
     */
    public OneLineErrors(Function<Exception, Optional<String>> explanation, Supplier<String> moreDetails) {
        this.explanation = explanation;
        this.moreDetails = moreDetails;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        print(
                command,
                oneLine(String.valueOf(e.getMessage())) + " ('"
                        + command.getCommandSpec().qualifiedName() + " --help' explains)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Optional<String> explained = explanation.apply(e);
        if (explained.isPresent()) {
            print(command, oneLine(explained.get()));
        } else {
            String name = command.getCommandSpec().qualifiedName();
            LoggerFactory.getLogger(LOGGER).error("{} failed", name, e);
            print(command, name + " failed: " + oneLine(messageOf(rootCause(e))) + moreDetails.get());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void print(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println("launchlog: " + line);
        err.flush();
    }

    /** What a stack of frameworks wrapped. */
    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String messageOf(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String oneLine(String message) {
        String line = message.strip().lines().findFirst().orElse(message);
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
    }
}
