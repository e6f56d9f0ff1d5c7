package io.launchlog.benchmarks;

import io.launchlog.embedded.process.ChildException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Measures how fast Launchlog is, as ratios to what Elasticsearch can do on the same machine at the same time, and
 * whether the API stands what it has to.
 */
@Command(
        name = "launchlog bench",
        description =
                "Measures the speed as ratios, ours against Elasticsearch alone, on this machine, in turns; and what"
                        + " the API does under overload, strange requests and an outage.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IngestCommand.class,
            QueryCommand.class,
            OverloadCommand.class,
            FuzzCommand.class,
            OutageCommand.class,
            StartupCommand.class
        })
public final class Benchmarks {

    @Option(names = "--help", usageHelp = true, description = "Explain the commands.")
    boolean help;

    private Benchmarks() {}

    /**
     * Runs a measurement and ends the JVM.
     *
     * @param arguments the command and its options; exit code 0 when it measured, 1 when it could not or an aim was
     *     missed, 2 when it was called wrongly
     */
    public static void main(String[] arguments) {
        // Not logback.xml, which is that of standalone; before the first logger is made.
        System.setProperty("logback.configurationFile", "development-logback.xml");
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        return commands().execute(arguments);
    }

    static CommandLine commands() {
        CommandLine commands = new CommandLine(new Benchmarks())
                .setParameterExceptionHandler((e, _) -> wrongCall(e))
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command));
        commands.addSubcommand(new CommandLine.HelpCommand());
        return commands;
    }

    private static int wrongCall(ParameterException e) {
        CommandLine command = e.getCommandLine();
        say(command, e.getMessage() + " ('./" + command.getCommandSpec().qualifiedName() + " --help' explains)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        if (e instanceof IllegalArgumentException) {
            say(command, String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        if (e instanceof BenchmarkException || e instanceof ChildException) {
            say(command, String.valueOf(e.getMessage()));
        } else {
            say(command, e.toString());
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void say(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("launchlog: " + message);
        err.flush();
    }
}
