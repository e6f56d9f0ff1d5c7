package io.launchlog.faults;

import io.launchlog.embedded.process.ChildException;
import io.launchlog.faults.fault.Fault;
import io.launchlog.faults.fault.Faults;
import io.launchlog.faults.fault.Scale;
import io.launchlog.faults.run.FaultReport;
import io.launchlog.faults.run.FaultSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./launchlog faults}. */
@Command(
        name = "launchlog faults",
        description = "Lets real processes fail while events flow, and checks that nothing is lost, doubled or changed."
                + " Exit code 0 when everything held, 1 when not.")
public final class LaunchlogFaults implements Callable<Integer> {

    private static final int FEWEST_EVENTS = 100;
    private static final int MOST_NODES = 5;

    private final long started = System.nanoTime();
    private final PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    private final PrintWriter err = new PrintWriter(System.err, true, System.err.charset());

    @Option(names = "--only", paramLabel = "NAME", description = "Only that fault; repeatable. --list names them.")
    private List<String> only = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Other events, other moments. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Records published for each fault. Default: ${DEFAULT-VALUE}")
    private int events = 20_000;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Brokers of Kafka, and nodes of Elasticsearch. Default: ${DEFAULT-VALUE}")
    private int nodes = 3;

    @Option(names = "--short", description = "Shorter and fewer strikes: for a look, with fewer --events.")
    private boolean shortScale;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table there too.")
    private @Nullable Path markdown;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where a directory for the data and logs of this run is made; deleted when everything held."
                    + " Default: the directory for temporary files.")
    private @Nullable Path data;

    @Option(names = "--list", description = "Name the faults and end.")
    private boolean list;

    @Option(names = "--help", usageHelp = true, description = "Explain the options.")
    boolean help;

    private LaunchlogFaults() {}

    /**
     * Runs the suite and ends the JVM.
     *
     * @param arguments the options; exit code 0 when everything held, 1 when something did not or could not be run, 2
     *     when it was called wrongly
     */
    public static void main(String[] arguments) {
        // Not logback.xml, which is that of standalone; before the first logger is made.
        System.setProperty("logback.configurationFile", "development-logback.xml");
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        return command().execute(arguments);
    }

    static CommandLine command() {
        return new CommandLine(new LaunchlogFaults())
                .setParameterExceptionHandler((e, _) -> wrongCall(e))
                .setExecutionExceptionHandler((e, command, _) -> failed(e, command));
    }

    private static int wrongCall(ParameterException e) {
        say(e.getCommandLine(), e.getMessage() + " ('./launchlog faults --help' explains)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        if (e instanceof IllegalArgumentException) {
            say(command, String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        say(command, e instanceof ChildException ? String.valueOf(e.getMessage()) : e.toString());
        if (!(e instanceof ChildException)) {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void say(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("launchlog: " + message);
        err.flush();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        List<Fault> faults = chosen(Faults.all(clock.millis()));
        if (list) {
            faults.forEach(fault -> out.printf("%-22s %s%n", fault.name(), fault.description()));
            return 0;
        }
        if (events < FEWEST_EVENTS) {
            throw new IllegalArgumentException("--events is " + events + "; allowed: " + FEWEST_EVENTS + " or more");
        }
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException("--nodes is " + nodes + "; allowed: 1 to " + MOST_NODES);
        }
        RunDirectory directory = RunDirectory.below(data);
        Thread interrupted = new Thread(LaunchlogFaults::endChildren, "launchlog-faults-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        List<FaultReport> reports = new ArrayList<>();
        progress("Starting Kafka and Elasticsearch; data and logs are in " + directory.path());
        try (FaultSuite suite = new FaultSuite(nodes, directory.path(), clock, this::progress)) {
            for (Fault fault : faults) {
                progress(fault.name() + ": " + fault.description());
                FaultReport report = suite.run(fault, shortScale ? Scale.SHORT : Scale.LONG, seed, events);
                reports.add(report);
                progress(fault.name() + (report.holds() ? ": everything held" : ": NOT everything held"));
                write(reports);
            }
        }
        out.println();
        out.println(FaultTable.of(reports));
        boolean held = reports.stream().allMatch(FaultReport::holds);
        if (held) {
            directory.delete();
        }
        return held ? 0 : 1;
    }

    private List<Fault> chosen(List<Fault> all) {
        if (only.isEmpty()) {
            return all;
        }
        List<Fault> chosen =
                all.stream().filter(fault -> only.contains(fault.name())).toList();
        if (chosen.size() < only.stream().distinct().count()) {
            throw new IllegalArgumentException("--only is " + String.join(", ", only) + "; allowed: "
                    + all.stream().map(Fault::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    /** After each fault, so that a run that is broken off leaves what it found. */
    private void write(List<FaultReport> reports) throws IOException {
        if (markdown != null) {
            Files.writeString(markdown, FaultTable.of(reports));
        }
    }

    /** After Ctrl-C: nothing is left running, frozen or not. */
    private static void endChildren() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    private void progress(String line) {
        err.println(String.format(Locale.ROOT, "%5.0f s  %s", (System.nanoTime() - started) / 1e9, line));
    }
}
