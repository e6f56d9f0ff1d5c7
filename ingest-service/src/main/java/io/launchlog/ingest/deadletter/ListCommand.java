package io.launchlog.ingest.deadletter;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dlq list}. */
@Command(name = "list", description = "Lists dead letters, the newest last.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Supplier<DeadLetterLog> log;

    ListCommand(Supplier<DeadLetterLog> log) {
        this.log = log;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(log.get().partitions());
        return 0;
    }
}
