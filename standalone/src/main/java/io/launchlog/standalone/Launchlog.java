package io.launchlog.standalone;

import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.ingest.command.OneLineErrors;
import io.launchlog.ingest.command.Operations;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands that run everything on this machine (contract section 5), and those of {@link Operations} against it.
 * Started by the script {@code launchlog}.
 */
@Command(
        name = "launchlog",
        description = "The event log of model deployments, all of it on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, DemoCommand.class})
public final class Launchlog {

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
        CommandLine commands = new CommandLine(new Launchlog()).addSubcommand(new CommandLine.HelpCommand());
        boolean ours = arguments.length > 0 && commands.getSubcommands().containsKey(arguments[0]);
        if (!ours && Operations.isOperation(arguments)) {
            return InstanceOperation.of(arguments).run();
        }
        OneLineErrors errors = new OneLineErrors(Launchlog::explain, () -> "; details are in " + LogFile.path());
        return commands.setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(arguments);
    }

    private static Optional<String> explain(Exception e) {
        return e instanceof CannotRunException || e instanceof EmbeddedStartException
                ? Optional.of(String.valueOf(e.getMessage()))
                : Optional.empty();
    }
}
