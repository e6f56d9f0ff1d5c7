package io.launchlog.benchmarks;

import io.launchlog.benchmarks.load.Scene;
import io.launchlog.benchmarks.load.SceneSettings;
import io.launchlog.benchmarks.overload.OverloadBenchmark;
import io.launchlog.benchmarks.overload.OverloadRun;
import io.launchlog.benchmarks.overload.OverloadSizes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench overload}. */
@Command(
        name = "overload",
        description = "The API under five times the load that it sustains, from one project of two. Exit code 1 when an"
                + " aim is missed.")
final class OverloadCommand implements Callable<Integer> {

    private static final List<String> TOKENS = List.of("noisy", "quiet");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SceneOptions scene = new SceneOptions();

    @Option(names = "--page", paramLabel = "N", description = "Events in an answer. Default: ${DEFAULT-VALUE}")
    private int page = 100;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description =
                    "Clients that wait for their answers, to find out what is sustained. Default: ${DEFAULT-VALUE}")
    private int clients = 8;

    @Option(
            names = "--factor",
            paramLabel = "N",
            description = "How often that is offered then. Default: ${DEFAULT-VALUE}")
    private double factor = 5;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description = "How long it is offered. Default: ${DEFAULT-VALUE}")
    private int seconds = 60;

    @Option(
            names = "--quiet-rate",
            paramLabel = "N",
            description = "Requests/s of the quiet project. Default: ${DEFAULT-VALUE}")
    private double quietRate = 5;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "The most requests of the noisy project at once; those beyond are not sent, and counted."
                    + " Default: ${DEFAULT-VALUE}")
    private int inFlight = 1000;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Seconds of what is sustained, and as many of too much, before anything is measured."
                    + " Default: ${DEFAULT-VALUE}")
    private int warmUp = 30;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "Seconds that the quiet project is alone. Default: ${DEFAULT-VALUE}")
    private int idle = 60;

    @Option(
            names = "--probe",
            paramLabel = "SECONDS",
            description = "Seconds to find out what is sustained. Default: ${DEFAULT-VALUE}")
    private int probe = 15;

    @Override
    public Integer call() {
        OverloadSizes sizes = new OverloadSizes(
                page,
                clients,
                factor,
                quietRate,
                inFlight,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(idle),
                Duration.ofSeconds(probe),
                Duration.ofSeconds(seconds),
                common.seed);
        Session session = new Session(common);
        OverloadRun run = session.run(workplace -> {
            SceneSettings settings = scene.settings(common, TOKENS, common.serviceJvm(), workplace);
            try (Scene filled = Scene.start(settings, Clock.systemUTC(), session::say)) {
                return OverloadBenchmark.run(filled, sizes, session::say);
            }
        });
        return new Verdict("overload", run.figures()).tell(session, common);
    }
}
