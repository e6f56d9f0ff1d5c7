package io.launchlog.standalone;

import io.launchlog.demo.DemoOutcome;
import io.launchlog.demo.DemoResult;
import io.launchlog.demo.DemoRun;
import io.launchlog.demo.DemoWorker;
import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.PublisherSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Runs the demo deployments against a running instance and shows what came of them, and how to read their events. */
final class Demonstration {

    private static final String SOURCE = "/launchlog/demo";
    private static final Duration EVENTS_PATIENCE = Duration.ofSeconds(30);

    private final Addresses addresses;
    private final ApiClient api;
    private final String project;
    private final Path directory;
    private final Progress progress;

    /** @param directory where the demo worker may work */
    Demonstration(Addresses addresses, ApiClient api, String project, Path directory, Progress progress) {
        this.addresses = addresses;
        this.api = api;
        this.project = project;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Deploys, waits until the events can be read, and shows the command lines that read them.
     *
     * @throws CannotRunException when Kafka did not take all events
     * @throws IOException when nothing can be written into the directory
     */
    void run() throws IOException, InterruptedException {
        progress.say("");
        progress.say("The demo deploys three services on this machine:");
        Clock clock = Clock.systemUTC();
        long begin = clock.millis();
        DemoResult result;
        try (EventPublisher publisher = new EventPublisher(
                PublisherSettings.of(addresses.kafka(), SOURCE).withTopic(addresses.topic()))) {
            result = new DemoWorker(publisher, directory, clock, line -> progress.say("  " + line)).run(project);
        }
        if (!result.allAcknowledged()) {
            throw new CannotRunException("Kafka at " + addresses.kafka()
                    + " did not take all events of the demo: is the topic " + addresses.topic() + " there?");
        }
        progress.say("What became of them, newest event first:");
        for (DemoRun run : result.runs()) {
            api.awaitEvents(run.serviceId(), begin, run.published(), EVENTS_PATIENCE);
            progress.say(
                    "  # " + run.serviceName() + ": " + ending(run.outcome()) + ", " + run.published() + " new events");
            progress.say("  " + api.curlEvents(run.serviceId()));
        }
    }

    private static String ending(DemoOutcome outcome) {
        return switch (outcome) {
            case DemoOutcome.Succeeded _ -> "deployed, and stopped again";
            case DemoOutcome.Failed failed ->
                "failed at " + failed.phase().wireName().replace('_', ' ').toLowerCase(Locale.ROOT);
        };
    }
}
