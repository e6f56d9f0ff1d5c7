package io.launchlog.demo;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.publisher.EventPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A small deployment worker. It really deploys three services on this machine, one after another, and publishes what
 * happens when it happens: builds an image, prepares an environment, takes a slot, pulls the image, starts a model
 * server as a process, asks it for a prediction, and stops it. {@code demo-resnet} succeeds, {@code demo-bert} fails at
 * image pulling, {@code demo-llama} at model startup. A run takes a few seconds.
 *
 * <pre>{@code
 * try (EventPublisher publisher = new EventPublisher(PublisherSettings.of(bootstrapServers, "/launchlog/demo"))) {
 *     DemoResult result = new DemoWorker(publisher, workspace.demo(), Clock.systemUTC(), progress::say).run("demo");
 * }
 * }</pre>
 *
 * To stop it early, interrupt the thread that runs it and wait for that thread: child processes and directories are gone
 * when {@link #run} has returned or thrown. Children also end by themselves when this process dies.
 */
public final class DemoWorker {

    /** The id of the service that is deployed first, and successfully. */
    public static final String FIRST_SERVICE = "demo-resnet";

    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ACKNOWLEDGE_PATIENCE = Duration.ofSeconds(30);

    private final EventPublisher publisher;
    private final Path directory;
    private final Clock clock;
    private final Consumer<String> output;

    /**
     * @param publisher stays open; its clock gives the events their times
     * @param directory where the worker may work, made when it is missing; several workers may share it
     * @param clock measures how long a deployment takes
     * @param output shown to a person, one line of each deployment; called by the thread that runs the worker
     */
    public DemoWorker(EventPublisher publisher, Path directory, Clock clock, Consumer<String> output) {
        this.publisher = publisher;
        this.directory = directory;
        this.clock = clock;
        this.output = output;
    }

    /**
     * Deploys the three services, then waits until Kafka has all events, for half a minute at most. Service ids are the
     * same in every run, deployment and event ids are new: running it again adds to the history.
     *
     * @param projectId 1 to 64 of {@code [A-Za-z0-9_.-]}
     * @throws io.launchlog.model.event.InvalidEventException when no project can have that id
     * @throws IOException when nothing can be written into the directory
     * @throws InterruptedException when the thread is interrupted
     */
    public DemoResult run(String projectId) throws IOException, InterruptedException {
        SlotScheduler scheduler =
                new SlotScheduler(Runtime.getRuntime().availableProcessors(), MachineMemory::available, SLOT_PATIENCE);
        List<Deployed> deployed = new ArrayList<>();
        try (WorkDirectory run = WorkDirectory.in(directory, "run-")) {
            ImageRegistry registry = new ImageRegistry(run.path().resolve("registry"));
            Path instances = run.path().resolve("instances");
            for (DemoService service : DemoService.ALL) {
                DeploymentLog log = log(projectId, service);
                DemoOutcome outcome = new DemoDeployment(service, log, registry, scheduler, instances, clock).run();
                deployed.add(new Deployed(service, log, outcome));
            }
        }
        DeploymentLog.awaitAcknowledged(deployed.stream().map(Deployed::log).toList(), ACKNOWLEDGE_PATIENCE);
        return new DemoResult(projectId, deployed.stream().map(Deployed::result).toList());
    }

    private DeploymentLog log(String projectId, DemoService service) {
        return new DeploymentLog(
                publisher
                        .deployment(new ServiceKey(projectId, service.serviceId()), service.serviceName())
                        .model(service.model())
                        .modelVersion(service.modelVersion())
                        .reporter(),
                service.serviceId(),
                output);
    }

    private record Deployed(DemoService service, DeploymentLog log, DemoOutcome outcome) {

        DemoRun result() {
            return new DemoRun(
                    service.serviceId(),
                    service.serviceName(),
                    log.reporter().deploymentId(),
                    outcome,
                    log.published(),
                    log.accepted(),
                    log.acknowledged());
        }
    }
}
