package io.launchlog.ingest.deadletter;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dlq list}. */
@Command(
        name = "list",
        description = "Lists dead letters, the newest last, and counts them by reason.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    private static final int MAXIMUM_LIMIT = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Only the newest N; 1 to " + MAXIMUM_LIMIT)
    private @Nullable Integer limit;

    @Option(names = "--json", description = "One JSON object for each, times in milliseconds since 1970, and no counts")
    private boolean json;

    private final Supplier<DeadLetterLog> log;
    private final Supplier<ReplayTraces> traces;

    ListCommand(Supplier<DeadLetterLog> log, Supplier<ReplayTraces> traces) {
        this.log = log;
        this.traces = traces;
    }

    @Override
    public Integer call() {
        if (limit != null && (limit < 1 || limit > MAXIMUM_LIMIT)) {
            throw new ParameterException(
                    spec.commandLine(), "--limit is " + limit + "; allowed: 1 to " + MAXIMUM_LIMIT);
        }
        PrintWriter out = spec.commandLine().getOut();
        LetterCounts counts = new LetterCounts();
        Deque<String> newest = new ArrayDeque<>();
        DeadLetterLog letters = log.get();
        ReplayedLetters replayed = traces.get().replayed();
        if (!json) {
            out.println(LetterLine.heading());
        }
        letters.read(filter.toFilter(), letter -> {
            boolean wasReplayed = replayed.contains(letter.coordinate());
            counts.add(letter, wasReplayed);
            String line = json ? LetterLine.json(letter, wasReplayed) : LetterLine.columns(letter, wasReplayed);
            if (limit == null) {
                out.println(line);
            } else {
                newest.addLast(line);
                if (newest.size() > limit) {
                    newest.removeFirst();
                }
            }
            // Nobody reads on, such as head.
            return !out.checkError();
        });
        newest.forEach(out::println);
        if (!json) {
            out.println(counts);
        }
        return 0;
    }
}
