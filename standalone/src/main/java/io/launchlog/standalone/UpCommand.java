package io.launchlog.standalone;

import io.launchlog.demo.DemoWorker;
import io.launchlog.embedded.LoopbackPort;
import io.launchlog.model.index.IndexNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code launchlog up}: runs everything until it is told to stop (contract section 5). */
@Command(
        name = "up",
        description = "Starts Kafka, Elasticsearch, ingest and the API on this machine, all on 127.0.0.1, and runs the"
                + " demo. Ctrl-C stops it; the data stay.",
        footer = {"", "--any.spring.property=value is passed on to the services, such as --launchlog.retention=30d."},
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final Duration READY_PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_EVENT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration DEMO_STOP_PATIENCE = Duration.ofSeconds(3);

    @Option(names = Ports.API_OPTION, paramLabel = "PORT", description = "Port of the API (default: 8080; 0: any free)")
    private int port = 8080;

    @Option(names = Ports.KAFKA_OPTION, paramLabel = "PORT", description = "Port of Kafka (default: 9092; 0: any free)")
    private int kafkaPort = 9092;

    @Option(
            names = Ports.ELASTICSEARCH_OPTION,
            paramLabel = "PORT",
            description = "Port of Elasticsearch (default: 9200; 0: any free)")
    private int elasticsearchPort = 9200;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; made when missing (default: ./data)")
    private Path data = Path.of("data");

    @Option(names = "--no-demo", description = "Do not run the demo deployments")
    private boolean noDemo;

    @Option(
            names = "--token",
            paramLabel = "TOKEN=PROJECT",
            converter = Grant.Converter.class,
            description = "A token that the API accepts, and the project that it opens; may be given several times. The"
                    + " demo deploys into the first project. Without it a development token for project "
                    + Grant.DEVELOPMENT_PROJECT + " is made once per data directory and printed")
    private List<Grant> grants = new ArrayList<>();

    @Spec
    private CommandSpec specification = CommandSpec.create();

    @Unmatched
    private List<String> springArguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        try {
            SpringProperties.require(springArguments);
        } catch (CannotRunException e) {
            throw new ParameterException(specification.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Ports ports = new Ports(port, kafkaPort, elasticsearchPort);
        Workspace workspace = new Workspace(data);
        Progress progress = new Progress(System.out);
        Shutdown shutdown = Shutdown.onSignal(progress);
        try {
            start(workspace, ports, progress, shutdown, started);
        } catch (Throwable e) {
            if (shutdown.abort()) {
                throw e;
            }
            // Told to stop while it started: what failed is only a consequence.
        }
        // Until the shutdown hook ends the process.
        new CountDownLatch(1).await();
        return 0;
    }

    private void start(Workspace workspace, Ports ports, Progress progress, Shutdown shutdown, long started)
            throws Exception {
        shutdown.add(workspace.lock()::close);
        LogFile.use(workspace.logFile("up"));
        ports.requireFree();
        List<Grant> accepted = grants.isEmpty()
                ? List.of(new Grant(workspace.developmentToken(), Grant.DEVELOPMENT_PROJECT))
                : List.copyOf(grants);
        Grant first = accepted.getFirst();

        progress.say("Starting on " + workspace.directory());
        Backends backends = Backends.start(workspace, ports, progress);
        shutdown.add(backends::close);
        Services services =
                progress.step("Ingest and API", () -> Services.start(backends, ports.api(), accepted, springArguments));
        shutdown.add(services::close);

        Addresses addresses = new Addresses(
                "http://" + LoopbackPort.HOST + ":" + services.port(),
                backends.kafka().bootstrapServers(),
                backends.elasticsearch().httpAddress(),
                services.topic());
        Wait wait = new Wait(Thread::sleep);
        ApiClient api = new ApiClient(addresses.api(), first, wait);
        shutdown.add(api::close);
        boolean ready = progress.step(
                "Indices and topics",
                () -> wait.until(services::isReading, READY_PATIENCE) && api.awaitReady(READY_PATIENCE));
        if (!ready) {
            throw new CannotRunException("The services are not ready after " + READY_PATIENCE.toSeconds() + " s; "
                    + workspace.logFile("up") + " says more");
        }
        workspace.announce(addresses, first);
        shutdown.add(workspace::withdraw);

        String startedIn = Progress.secondsSince(started);
        progress.say("Launchlog is ready: " + addresses.api());
        Progress demoProgress = progress.holdingBack();
        if (!noDemo) {
            Demonstration demonstration =
                    new Demonstration(addresses, api, first.project(), workspace.demo(), demoProgress);
            Thread demo = Thread.ofPlatform().name("demo").daemon().start(() -> run(demonstration, progress));
            shutdown.add(() -> stop(demo));
        }
        progress.say(curl(api));
        progress.say("  Started in     " + startedIn);
        progress.say("  Kafka          " + addresses.kafka() + ", topic " + addresses.topic());
        progress.say("  Elasticsearch  " + addresses.elasticsearch() + ", alias " + IndexNames.EVENTS);
        progress.say("  Health         " + addresses.api() + ApiClient.HEALTH_PATH);
        progress.say("  Data           " + workspace.directory() + ", log " + workspace.logFile("up"));
        progress.say("  Ctrl-C stops it; the data stay.");
        demoProgress.release();
    }

    /** One that works as printed: with the demo, its first event is there; otherwise some events, or a list of none. */
    private String curl(ApiClient api) throws InterruptedException {
        if (!noDemo && api.awaitEvents(DemoWorker.FIRST_SERVICE, 0, 1, FIRST_EVENT_PATIENCE)) {
            return api.curlEvents(DemoWorker.FIRST_SERVICE);
        }
        return api.anyService().map(api::curlEvents).orElseGet(api::curlServices);
    }

    private static void run(Demonstration demonstration, Progress progress) {
        try {
            demonstration.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CannotRunException | IOException e) {
            LogFile.recordFailure("demo", e);
            progress.say("The demo failed: " + e.getMessage());
        }
    }

    /** Its child processes are gone when its thread has ended. */
    private static void stop(Thread demo) throws InterruptedException {
        demo.interrupt();
        demo.join(DEMO_STOP_PATIENCE);
    }
}
