package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.operations.DurationOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rebuild}: the projection made anew from the log, and which one is read. */
@Command(
        name = "rebuild",
        description = {
            "Makes a new generation of all indices from the log, beside the one that is read; when it is complete and"
                    + " verified, readers see it, all at once. May run while ingest runs. What was cut off goes on.",
            "Exit code: 0 when it is done, 1 when it is not, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {

    private final Supplier<Rebuild> rebuild;

    /** What is done instead of building; at most one. */
    private static final class Instead {

        @Option(names = "--status", description = "Tell which generations there are")
        private boolean status;

        @Option(names = "--rollback", description = "Go back to the generation that was read before")
        private boolean rollback;

        @Option(names = "--drop-previous", description = "Delete the generation that is kept for --rollback")
        private boolean dropPrevious;

        @Option(names = "--abort", description = "Give up the generation that is being built")
        private boolean abort;
    }

    @ArgGroup
    private Instead instead = new Instead();

    @Option(
            names = "--accept-fewer",
            description = "Swap also when the other generation has fewer events than the one that is read")
    private boolean acceptFewer;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many partitions are replayed at once (default: ${DEFAULT-VALUE})")
    private int threads = RebuildOptions.DEFAULT.threads();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long to wait for ingest before the new generation is verified (default: 2m)")
    private Duration longestWait = RebuildOptions.DEFAULT.longestWait();

    @Option(
            names = "--work-directory",
            paramLabel = "DIR",
            description = "Where about 120 bytes for each event are kept meanwhile (default: that for temporary files)")
    private @Nullable Path workDirectory;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param rebuild asked once the options are found to be right */
    public RebuildCommand(Supplier<Rebuild> rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public Integer call() {
        RebuildOptions options;
        try {
            options = new RebuildOptions(threads, acceptFewer, longestWait, workDirectory);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        Rebuild generations = rebuild.get();
        boolean done = true;
        try (RebuildProgress progress = new RebuildProgress(spec.commandLine().getErr())) {
            if (instead.rollback) {
                generations.rollback(acceptFewer, progress);
            } else if (instead.dropPrevious) {
                generations.dropPrevious(progress);
            } else if (instead.abort) {
                generations.abort(progress);
            } else if (!instead.status) {
                done = generations.build(options, out, progress);
            }
        }
        out.println((done ? "" : "Nothing was swapped, because of these differences: ") + generations.status());
        out.flush();
        return done ? 0 : 1;
    }
}
