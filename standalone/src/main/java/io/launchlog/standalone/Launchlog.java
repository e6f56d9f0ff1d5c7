package io.launchlog.standalone;

import io.launchlog.embedded.EmbeddedStartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The commands that run everything on this machine (contract section 5). Started by the script {@code launchlog}. */
@Command(
        name = "launchlog",
        description = "The event log of model deployments, all of it on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, DemoCommand.class})
public final class Launchlog {

    private static final int LONGEST_LINE = 400;

    private Launchlog() {}

    /**
     * Runs a command and ends the JVM.
     *
     * @param arguments the command and its options; exit code 0 when it did its work, 1 when it could not, 2 when it
     *     was called wrongly
     */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** The exit code. */
    static int execute(String... arguments) {
        CommandLine commands = new CommandLine(new Launchlog())
                .setParameterExceptionHandler((e, _) -> wrongCall(e))
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command));
        commands.addSubcommand(new CommandLine.HelpCommand());
        return commands.execute(arguments);
    }

    private static int wrongCall(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(
                "launchlog: " + oneLine(e) + " ('./" + command.getCommandSpec().qualifiedName() + " --help' explains)");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (e instanceof CannotRunException || e instanceof EmbeddedStartException) {
            err.println("launchlog: " + oneLine(e));
        } else {
            LogFile.recordFailure(command.getCommandName(), e);
            err.println("launchlog: " + command.getCommandName() + " failed: " + oneLine(rootCause(e))
                    + "; details are in " + System.getProperty(LogFile.PROPERTY));
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What a stack of frameworks wrapped. */
    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String oneLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.strip().lines().findFirst().orElse(message);
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
    }
}
