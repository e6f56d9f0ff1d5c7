package io.launchlog.benchmarks.outage;

import io.launchlog.benchmarks.load.OpenLoop;
import io.launchlog.benchmarks.load.Replies;
import io.launchlog.benchmarks.load.Scene;
import io.launchlog.benchmarks.process.SearchProcess;
import io.launchlog.benchmarks.store.HttpCalls;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Stops Elasticsearch under a light load, and starts it again. */
public final class OutageBenchmark {

    private static final int IN_FLIGHT = 1000;

    /** Longer than the deadline of a request: what takes as long is no answer any more. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private OutageBenchmark() {}

    /**
     * Watches.
     *
     * @param scene with one project
     * @param progress told one line now and then
     */
    public static OutageRun run(Scene scene, OutageSizes sizes, Consumer<String> progress) {
        try (HttpCalls calls = HttpCalls.forLoad(scene.query().httpAddress(), IN_FLIGHT, TIMEOUT);
                OpenLoop load = OpenLoop.start(
                        calls,
                        scene.projects().getFirst().firstPages(calls, sizes.page(), sizes.seed()),
                        sizes.perSecond(),
                        IN_FLIGHT)) {
            progress.accept("%.0f requests/s, all well, for %d s"
                    .formatted(sizes.perSecond(), sizes.before().toSeconds()));
            pauseUntil(System.nanoTime() + sizes.before().toNanos());
            OutageRun.Times times = outage(scene.elasticsearch(), sizes, progress);
            progress.accept(
                    "Elasticsearch is back; %d s more".formatted(sizes.after().toSeconds()));
            Replies replies = load.finishAfter(sizes.after());
            progress.accept("All answers: " + replies.kinds());
            return new OutageRun(replies, times, sizes.perSecond());
        }
    }

    private static OutageRun.Times outage(SearchProcess elasticsearch, OutageSizes sizes, Consumer<String> progress) {
        progress.accept(
                "Stopping Elasticsearch for %d s".formatted(sizes.outage().toSeconds()));
        long stopping = System.nanoTime();
        elasticsearch.stop();
        long gone = System.nanoTime();
        // From its end, so that it is away that long however long it takes to end.
        pauseUntil(gone + sizes.outage().toNanos());
        progress.accept("Starting Elasticsearch");
        long starting = System.nanoTime();
        elasticsearch.startAgain();
        return new OutageRun.Times(stopping, gone, starting, System.nanoTime());
    }

    private static void pauseUntil(long end) {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
