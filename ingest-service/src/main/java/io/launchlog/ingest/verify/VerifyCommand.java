package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.DurationOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verify}: compares the log with its projection, and mends it when it is told to. */
@Command(
        name = "verify",
        description = {
            "Compares everything on the log with everything in the index, by id and content, and tells what differs.",
            "Exit code: 0 when nothing differs (any more), 1 when something does, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    private final Supplier<Verifier> verifier;
    private final Clock clock;

    @Option(names = "--project", paramLabel = "ID", description = "Only events of this project")
    private @Nullable String project;

    @Option(names = "--service", paramLabel = "ID", description = "Only events of this service of the project")
    private @Nullable String service;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only events that occurred since then: 7d, PT12H or 2026-11-01T00:00:00Z")
    private @Nullable String since;

    @Option(
            names = "--repair",
            description = "Index what is missing or divergent, delete duplicates, write missing dead letters")
    private boolean repair;

    @Option(names = "--delete-unexpected", description = "With --repair: delete also what has no record on the log")
    private boolean deleteUnexpected;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "How many of each kind of difference to show (default: ${DEFAULT-VALUE})")
    private int samples = VerifyOptions.DEFAULT.samples();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long to wait for ingest to finish what is on the log at the start (default: 2m)")
    private Duration longestWait = VerifyOptions.DEFAULT.longestWait();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads read the log, and as many the index (default: ${DEFAULT-VALUE})")
    private int threads = VerifyOptions.DEFAULT.threads();

    @Option(
            names = "--work-directory",
            paramLabel = "DIR",
            description = "Where about 120 bytes for each event are kept meanwhile (default: that for temporary files)")
    private @Nullable Path workDirectory;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON too")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    /** @param verifier asked once the options are found to be right */
    public VerifyCommand(Supplier<Verifier> verifier) {
        this(verifier, Clock.systemUTC());
    }

    VerifyCommand(Supplier<Verifier> verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        VerifyOptions options;
        try {
            options = new VerifyOptions(
                    new Scope(project, service, since == null ? 0 : Math.max(1, earliest(since))),
                    repair,
                    deleteUnexpected,
                    samples,
                    longestWait,
                    threads,
                    workDirectory);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Report report;
        try (Progress progress = new Progress(command.commandLine().getErr())) {
            report = verifier.get().verify(options, progress);
        }
        ReportPrinter.print(report, command.commandLine().getOut());
        if (json != null) {
            ReportPrinter.write(report, json);
        }
        return report.isRight() ? 0 : 1;
    }

    private long earliest(String text) {
        try {
            if (text.matches("[0-9]{4}-.*")) {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            }
            return clock.instant().minus(DurationStyle.detectAndParse(text)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--since is " + text + "; allowed: a duration such as 7d or PT12H, or an RFC 3339 time", e);
        }
    }
}
