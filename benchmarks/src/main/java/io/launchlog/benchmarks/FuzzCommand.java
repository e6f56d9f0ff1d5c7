package io.launchlog.benchmarks;

import io.launchlog.benchmarks.fuzz.FuzzBenchmark;
import io.launchlog.benchmarks.fuzz.FuzzResult;
import io.launchlog.benchmarks.fuzz.FuzzSizes;
import io.launchlog.benchmarks.load.Scene;
import io.launchlog.benchmarks.load.SceneSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench fuzz}. */
@Command(
        name = "fuzz",
        description = "Requests that nobody should send: every answer is as documented, and no token in it or in a log."
                + " Exit code 1 when one is not.")
final class FuzzCommand implements Callable<Integer> {

    /** Every request is logged, with all keys and values. */
    private static final String LOGGING = "-Dlogging.config=classpath:fuzz-logback.xml";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SceneOptions scene = new SceneOptions();

    @Option(names = "--requests", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}")
    private int requests = 50_000;

    @Option(
            names = "--first",
            paramLabel = "NUMBER",
            description = "The first of them, to send one again. Default: ${DEFAULT-VALUE}")
    private long first = 0;

    @Option(names = "--clients", paramLabel = "N", description = "Connections at once. Default: ${DEFAULT-VALUE}")
    private int clients = 8;

    @Override
    public Integer call() {
        FuzzSizes sizes = new FuzzSizes(requests, first, clients, common.seed);
        Session session = new Session(common);
        FuzzResult result = session.run(workplace -> {
            List<String> jvm = new ArrayList<>(common.serviceJvm());
            jvm.add(LOGGING);
            SceneSettings settings = scene.settings(common, FuzzBenchmark.tokens(), jvm, workplace);
            try (Scene filled = Scene.start(settings, Clock.systemUTC(), session::say)) {
                return FuzzBenchmark.run(filled, sizes, workplace.directory(), session::say);
            }
        });
        if (!result.samples().isEmpty()) {
            session.out().println();
            result.samples().forEach(session.out()::println);
            session.out()
                    .printf(
                            "To send one of them again: ./launchlog bench fuzz --seed %d --requests 1 --first NUMBER%n",
                            common.seed);
        }
        return new Verdict("fuzz", result.figures()).tell(session, common);
    }
}
