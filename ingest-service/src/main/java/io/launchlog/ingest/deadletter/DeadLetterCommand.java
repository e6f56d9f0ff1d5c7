package io.launchlog.ingest.deadletter;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dlq}: what operators do with dead letters; its subcommands do it. */
@Command(
        name = "dlq",
        description = "Lists, shows and replays dead letters.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class DeadLetterCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DeadLetterCommand() {}

    /** The command with its subcommands. */
    public static CommandLine of(Supplier<DeadLetterLog> log) {
        return new CommandLine(new DeadLetterCommand()).addSubcommand(new ListCommand(log));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do with dead letters");
    }
}
