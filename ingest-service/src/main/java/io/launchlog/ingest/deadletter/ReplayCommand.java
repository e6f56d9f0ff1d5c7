package io.launchlog.ingest.deadletter;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dlq replay}. */
@Command(
        name = "replay",
        description = {
            "Publishes dead letters again, once what was wrong is mended.",
            "Each is published once, however often this runs: it leaves a trace, and an event that is in the index"
                    + " already stays as it is."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            arity = "0..*",
            converter = Coordinate.Converter.class,
            description = "Only these, as 'dlq list' writes them")
    private List<Coordinate> letters = new ArrayList<>();

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(names = "--all", description = "All of them, where no other option chooses")
    private boolean all;

    @Option(names = "--again", description = "Also those that were replayed before")
    private boolean again;

    @Option(names = "--dry-run", description = "Tell what would be published, and publish nothing")
    private boolean dryRun;

    private final Supplier<DeadLetterReplay> replay;
    private int published;
    private int before;
    private int impossible;

    ReplayCommand(Supplier<DeadLetterReplay> replay) {
        this.replay = replay;
    }

    @Override
    public Integer call() {
        if (!all && letters.isEmpty() && filter.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say which dead letters to replay: PARTITION:OFFSET, --reason, --project," + " --since, or --all");
        }
        PrintWriter out = spec.commandLine().getOut();
        ReplayRequest request = new ReplayRequest(letters, filter.toFilter(), again, dryRun);
        try {
            replay.get().replay(request, (letter, outcome) -> tell(out, letter, outcome));
        } finally {
            out.println((dryRun ? "To be published: " : "Published: ") + published + ", replayed before: " + before
                    + ", impossible: " + impossible
                    + (before > 0 ? " (--again publishes what was replayed before)" : ""));
        }
        return impossible == 0 ? 0 : 1;
    }

    private void tell(PrintWriter out, StoredLetter letter, ReplayOutcome outcome) {
        switch (outcome) {
            case ReplayOutcome.Published(var partition, var offset) -> {
                published++;
                out.println(letter.coordinate() + " published as " + partition + ":" + offset);
            }
            case ReplayOutcome.Planned() -> {
                published++;
                out.println(LetterLine.columns(letter, false));
            }
            case ReplayOutcome.Before() -> before++;
            case ReplayOutcome.Impossible(var why) -> {
                impossible++;
                out.println(letter.coordinate() + " cannot be published: " + Shown.line(why, 400));
            }
        }
    }
}
