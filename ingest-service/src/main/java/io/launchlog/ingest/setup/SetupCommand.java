package io.launchlog.ingest.setup;

import io.launchlog.ingest.operations.DurationOption;
import io.launchlog.ingest.operations.Prepared;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code setup}: makes topics, templates, indices and aliases, and tells what was made, found or differs. */
@Command(
        name = "setup",
        description = {
            "Makes the topics, index templates, first indices and aliases that are missing, as ingest does at its start,"
                    + " and tells of each in one line whether it was made, updated or found, or how it differs. What"
                    + " differs is left as it is: the line says what to do. May be run again at any time.",
            "Exit code: 0 when all is there, 1 when it is not (with --strict also when something differs), 2 when called"
                    + " wrongly."
        },
        mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {

    private final Supplier<Setup> setup;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long to wait for Kafka and Elasticsearch to be ready (default: 2m)")
    private Duration longestWait = Duration.ofMinutes(2);

    @Option(names = "--strict", description = "Exit code 1 when something differs")
    private boolean strict;

    @Spec
    private @Nullable CommandSpec spec;

    /** @param setup asked once the options are found to be right */
    public SetupCommand(Supplier<Setup> setup) {
        this.setup = setup;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        List<Prepared> prepared = setup.get().run(longestWait, line -> {
            err.println("launchlog: " + line);
            err.flush();
        });
        prepared.forEach(each -> print(each, out));
        long made = count(prepared, Prepared.State.MADE);
        long updated = count(prepared, Prepared.State.UPDATED);
        long differing =
                prepared.stream().filter(each -> !each.differences().isEmpty()).count();
        out.printf(
                Locale.ROOT,
                "Set up: %d made, %d updated, %d found; %d of them %s.%n",
                made,
                updated,
                prepared.size() - made - updated,
                differing,
                differing == 1 ? "differs" : "differ");
        return strict && differing > 0 ? 1 : 0;
    }

    private static void print(Prepared prepared, PrintWriter out) {
        String state = prepared.state().name().toLowerCase(Locale.ROOT);
        if (prepared.differences().isEmpty() || prepared.state() != Prepared.State.FOUND) {
            printLine(out, state, prepared.thing(), prepared.details());
        }
        prepared.differences().forEach(difference -> printLine(out, "differs", prepared.thing(), difference));
    }

    private static void printLine(PrintWriter out, String state, String thing, String text) {
        out.printf(Locale.ROOT, "%-8s %s%s%n", state, thing, text.isEmpty() ? "" : ": " + text);
    }

    private static long count(List<Prepared> prepared, Prepared.State state) {
        return prepared.stream().filter(each -> each.state() == state).count();
    }
}
