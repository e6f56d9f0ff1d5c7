package io.launchlog.ingest.deadletter;

import java.io.OutputStream;
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

    /**
     * The command with its subcommands.
     *
     * @param bytes where {@code show --raw} writes a value
     */
    public static CommandLine of(
            Supplier<DeadLetterLog> log,
            Supplier<ReplayTraces> traces,
            Supplier<DeadLetterReplay> replay,
            OutputStream bytes) {
        return new CommandLine(new DeadLetterCommand())
                .addSubcommand(new ListCommand(log, traces))
                .addSubcommand(new ShowCommand(log, traces, bytes))
                .addSubcommand(new ReplayCommand(replay));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do with dead letters: list, show or replay");
    }
}
