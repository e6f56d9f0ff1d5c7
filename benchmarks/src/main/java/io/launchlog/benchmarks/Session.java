package io.launchlog.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of a command: its place, what it says on the way, and the file of its results. */
final class Session {

    private final PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    private final PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    private final @Nullable Path data;
    private final Optional<ResultFile> results;
    private final long started = System.nanoTime();

    /** @throws BenchmarkException when the file for the results is something else */
    Session(CommonOptions options) {
        this.data = options.data;
        this.results = Optional.ofNullable(options.json).map(ResultFile::at);
    }

    /** Does the work in a directory of its own, which is gone afterwards. */
    <T> T run(Function<Workplace, T> work) {
        T result;
        try (Workplace workplace = Workplace.below(data)) {
            Thread interrupted = new Thread(() -> abandon(workplace), "launchlog-bench-interrupted");
            Runtime.getRuntime().addShutdownHook(interrupted);
            result = work.apply(workplace);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        say("Done");
        return result;
    }

    /** After Ctrl-C: nothing is left running, and no data. */
    private static void abandon(Workplace workplace) {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        workplace.close();
    }

    /** One line of progress, beside the results. */
    void say(String line) {
        err.println(String.format(Locale.ROOT, "%5.0f s  %s", (System.nanoTime() - started) / 1e9, line));
        err.flush();
    }

    PrintWriter out() {
        return out;
    }

    Optional<ResultFile> results() {
        return results;
    }
}
