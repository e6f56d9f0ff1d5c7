package io.launchlog.benchmarks.overload;

import io.launchlog.benchmarks.load.OpenLoop;
import io.launchlog.benchmarks.load.Project;
import io.launchlog.benchmarks.load.Replies;
import io.launchlog.benchmarks.load.Reply;
import io.launchlog.benchmarks.load.Scene;
import io.launchlog.benchmarks.query.Api;
import io.launchlog.benchmarks.query.LoadGenerator;
import io.launchlog.benchmarks.query.QueryCase;
import io.launchlog.benchmarks.store.HttpCalls;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** One project asks for far more than the service can do, while another one asks for little. */
public final class OverloadBenchmark {

    private static final int QUIET_IN_FLIGHT = 100;

    /** Longer than the deadline of a request: what takes as long is no answer any more. */
    private static final Duration TIMEOUT = OverloadRun.DEADLINE.plusSeconds(5);

    private final Scene scene;
    private final OverloadSizes sizes;
    private final Consumer<String> progress;

    private OverloadBenchmark(Scene scene, OverloadSizes sizes, Consumer<String> progress) {
        this.scene = scene;
        this.sizes = sizes;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param scene with two projects: the noisy one and the quiet one
     * @param progress told one line now and then
     */
    public static OverloadRun run(Scene scene, OverloadSizes sizes, Consumer<String> progress) {
        String address = scene.query().httpAddress();
        try (HttpCalls noisy = HttpCalls.forLoad(address, sizes.mostInFlight(), TIMEOUT);
                HttpCalls quiet = HttpCalls.forLoad(address, QUIET_IN_FLIGHT, TIMEOUT)) {
            return new OverloadBenchmark(scene, sizes, progress).measure(noisy, quiet);
        }
    }

    private OverloadRun measure(HttpCalls noisyCalls, HttpCalls quietCalls) {
        Project noisyProject = scene.projects().getFirst();
        Supplier<ClassicHttpRequest> noisyRequests = noisyProject.firstPages(noisyCalls, sizes.page(), sizes.seed());
        Supplier<ClassicHttpRequest> quietRequests =
                scene.projects().getLast().firstPages(quietCalls, sizes.page(), sizes.seed());
        double sustained = sustained(noisyProject, noisyCalls);
        double offered = sizes.factor() * sustained;
        progress.accept("%,.0f requests/s are sustained; warming up with too many as well".formatted(sustained));
        try (OpenLoop _ = OpenLoop.start(noisyCalls, noisyRequests, offered, sizes.mostInFlight())) {
            quiet(quietCalls, quietRequests, sizes.warmUp());
        }
        // As long after the one load as it is measured after the other: connections that are idle for long are given
        // up.
        MemoryWatch watch = new MemoryWatch(scene.query());
        double liveBefore = watch.live();
        progress.accept(
                "The quiet project alone for %d s".formatted(sizes.idle().toSeconds()));
        Replies idle = quiet(quietCalls, quietRequests, sizes.idle());
        progress.accept("Offering %,.0f requests/s for %d s"
                .formatted(offered, sizes.load().toSeconds()));
        try (OpenLoop noisy = OpenLoop.start(noisyCalls, noisyRequests, offered, sizes.mostInFlight());
                OpenLoop quiet =
                        OpenLoop.startApart(quietCalls, quietRequests, sizes.quietPerSecond(), QUIET_IN_FLIGHT)) {
            MemoryTrend memory = watch.watch(sizes.load());
            Replies ofQuiet = quiet.finish();
            Replies ofNoisy = noisy.finish();
            Reply recovery = OpenLoop.reply(noisyCalls, noisyRequests.get());
            progress.accept("The noisy project got " + ofNoisy.kinds() + ", the quiet one " + ofQuiet.kinds());
            OverloadRun.Memory taken = OverloadRun.Memory.of(memory, watch.live() / liveBefore);
            return new OverloadRun(sizes, sustained, idle, ofNoisy, ofQuiet, taken, recovery);
        }
    }

    private double sustained(Project project, HttpCalls calls) {
        LoadGenerator clients = new LoadGenerator(project.services(), sizes.seed());
        Api api = new Api(calls, project.token());
        QueryCase query = QueryCase.firstPage(sizes.page(), sizes.clients());
        progress.accept("Warming up for %d s".formatted(sizes.warmUp().toSeconds()));
        clients.run(api, query, sizes.warmUp());
        return clients.run(api, query, sizes.probe()).perSecond();
    }

    private Replies quiet(HttpCalls calls, Supplier<ClassicHttpRequest> requests, Duration time) {
        try (OpenLoop loop = OpenLoop.startApart(calls, requests, sizes.quietPerSecond(), QUIET_IN_FLIGHT)) {
            return loop.finishAfter(time);
        }
    }
}
