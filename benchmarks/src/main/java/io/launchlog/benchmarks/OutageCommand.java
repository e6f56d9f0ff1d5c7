package io.launchlog.benchmarks;

import io.launchlog.benchmarks.load.Scene;
import io.launchlog.benchmarks.load.SceneSettings;
import io.launchlog.benchmarks.outage.OutageBenchmark;
import io.launchlog.benchmarks.outage.OutageRun;
import io.launchlog.benchmarks.outage.OutageSizes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench outage}. */
@Command(
        name = "outage",
        description = "The API while Elasticsearch is stopped and when it is back. Exit code 1 when an aim is missed.")
final class OutageCommand implements Callable<Integer> {

    private static final List<String> TOKENS = List.of("light");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SceneOptions scene = new SceneOptions();

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description = "How long Elasticsearch is away. Default: ${DEFAULT-VALUE}")
    private int seconds = 60;

    @Option(names = "--rate", paramLabel = "N", description = "Requests/s all the time. Default: ${DEFAULT-VALUE}")
    private double rate = 20;

    @Option(names = "--page", paramLabel = "N", description = "Events in an answer. Default: ${DEFAULT-VALUE}")
    private int page = 100;

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            description = "Seconds before it is stopped. Default: ${DEFAULT-VALUE}")
    private int before = 10;

    @Option(
            names = "--after",
            paramLabel = "SECONDS",
            description = "Seconds after it is back. Default: ${DEFAULT-VALUE}")
    private int after = 20;

    @Override
    public Integer call() {
        OutageSizes sizes = new OutageSizes(
                rate,
                page,
                Duration.ofSeconds(before),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(after),
                common.seed);
        Session session = new Session(common);
        OutageRun run = session.run(workplace -> {
            SceneSettings settings = scene.settings(common, TOKENS, common.serviceJvm(), workplace);
            try (Scene filled = Scene.start(settings, Clock.systemUTC(), session::say)) {
                return OutageBenchmark.run(filled, sizes, session::say);
            }
        });
        return new Verdict("outage", run.figures()).tell(session, common);
    }
}
