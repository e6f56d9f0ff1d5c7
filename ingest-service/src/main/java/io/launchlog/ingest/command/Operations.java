package io.launchlog.ingest.command;

import io.launchlog.ingest.deadletter.DeadLetterCommand;
import io.launchlog.ingest.deadletter.DeadLetterLog;
import io.launchlog.ingest.deadletter.DeadLetterReplay;
import io.launchlog.ingest.deadletter.ReplayTraces;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.rebuild.Rebuild;
import io.launchlog.ingest.rebuild.RebuildCommand;
import io.launchlog.ingest.setup.Setup;
import io.launchlog.ingest.setup.SetupCommand;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.ingest.verify.Verifier;
import io.launchlog.ingest.verify.VerifyCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of operators: {@code java -jar ingest-service-exec.jar dlq list} in production, {@code ./launchlog dlq
 * list} on a laptop. A feature offers its command as a {@code Callable<Integer>} with picocli's annotations whose
 * constructor takes suppliers of beans; it gets them here.
 */
public final class Operations {

    /** What every operation takes beside its own options: neither reaches picocli. */
    private static final String[] FOOTER = {
        "",
        "--any.spring.property=value is passed on, such as",
        "--spring.kafka.bootstrap-servers=HOST:PORT.",
        "Behind ./launchlog, --data DIR says which instance (default: ./data)."
    };

    private Operations() {}

    @Command(
            name = "launchlog",
            description = "Operations on the log and its projection.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root {}

    /** All commands; a new one is added here. */
    private static CommandLine commands(OperationContext context, PrintStream out) {
        CommandLine commands = new CommandLine(new Root());
        commands.addSubcommand(new SetupCommand(context.bean(Setup.class)));
        commands.addSubcommand(DeadLetterCommand.of(
                context.bean(DeadLetterLog.class),
                context.bean(ReplayTraces.class),
                context.bean(DeadLetterReplay.class),
                out));
        commands.addSubcommand(new VerifyCommand(context.bean(Verifier.class)));
        commands.addSubcommand(new RebuildCommand(context.bean(Rebuild.class)));
        addFooter(commands);
        commands.addSubcommand(new CommandLine.HelpCommand());
        return commands;
    }

    private static void addFooter(CommandLine command) {
        command.getCommandSpec().usageMessage().footer(FOOTER);
        command.getSubcommands().values().forEach(Operations::addFooter);
    }

    /** Whether the first argument is the name of an operation or {@code help}. */
    public static boolean isOperation(String[] arguments) {
        try (OperationContext unopened = new OperationContext(Operations.class, List.of(), Map::of)) {
            return arguments.length > 0
                    && commands(unopened, System.out).getSubcommands().containsKey(arguments[0]);
        }
    }

    /**
     * Runs an operation and waits for its end.
     *
     * @param application the Spring application whose beans the operation uses
     * @param arguments the operation and its options; those with a dotted name are Spring properties
     * @return 0 when it did its work, 1 when it could not or found differences, 2 when it was called wrongly
     */
    public static int run(Class<?> application, String[] arguments) {
        return run(application, arguments, Map::of);
    }

    /**
     * The same with more Spring properties, which those among the arguments override.
     *
     * @param properties asked for when the operation needs its first bean; may throw {@link OperationFailedException}
     */
    public static int run(Class<?> application, String[] arguments, Supplier<Map<String, Object>> properties) {
        PrintStream out = System.out;
        // What is logged on the console must not get between the lines of an answer.
        System.setOut(System.err);
        try {
            return run(application, arguments, properties, out, System.err);
        } finally {
            System.setOut(out);
        }
    }

    /** The same with another place for the answer and for the errors. */
    static int run(
            Class<?> application,
            String[] arguments,
            Supplier<Map<String, Object>> properties,
            PrintStream out,
            PrintStream err) {
        SpringArguments split = SpringArguments.split(List.of(arguments));
        try (OperationContext context = new OperationContext(application, split.spring(), properties)) {
            OneLineErrors errors = new OneLineErrors(e -> explain(e, context), () -> "");
            PrintWriter writer = new PrintWriter(out, true, out.charset());
            int exitCode = commands(context, out)
                    .setOut(writer)
                    .setErr(new PrintWriter(err, true, err.charset()))
                    .setParameterExceptionHandler(errors)
                    .setExecutionExceptionHandler(errors)
                    .execute(split.command().toArray(String[]::new));
            writer.flush();
            return exitCode;
        }
    }

    private static Optional<String> explain(Exception e, OperationContext context) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OperationFailedException failed -> {
                    return Optional.of(String.valueOf(failed.getMessage()));
                }
                case StoreUnavailableException unavailable -> {
                    return Optional.of(
                            at(context, "Elasticsearch", "spring.elasticsearch.uris") + unavailable.getMessage());
                }
                case KafkaException failed -> {
                    return Optional.of(at(context, "Kafka", "spring.kafka.bootstrap-servers") + failed.getMessage());
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static String at(OperationContext context, String what, String property) {
        return what + " at " + context.property(property) + " (--" + property + ") does not do it: ";
    }
}
