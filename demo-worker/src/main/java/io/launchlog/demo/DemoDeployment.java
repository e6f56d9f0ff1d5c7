package io.launchlog.demo;

import io.launchlog.model.event.Phase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Takes one service through its phases. Whatever happens, its process, slot and directory are gone afterwards. */
final class DemoDeployment {

    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final String NODE = "this-machine";

    private final DemoService service;
    private final DeploymentLog log;
    private final ImageRegistry registry;
    private final SlotScheduler scheduler;
    private final Path directory;
    private final Clock clock;

    /** @param directory where the directory of the instance is made */
    DemoDeployment(
            DemoService service,
            DeploymentLog log,
            ImageRegistry registry,
            SlotScheduler scheduler,
            Path directory,
            Clock clock) {
        this.service = service;
        this.log = log;
        this.registry = registry;
        this.scheduler = scheduler;
        this.directory = directory;
        this.clock = clock;
    }

    /** Deploys the service, lets it answer once, and stops it again. */
    DemoOutcome run() throws InterruptedException {
        Instant started = clock.instant();
        log.event(reporter -> reporter.started());
        DemoOutcome outcome;
        try {
            outcome = new DemoOutcome.Succeeded(deploy());
        } catch (DeploymentFailedException e) {
            outcome = e.outcome();
        } catch (InterruptedException e) {
            log.event(reporter -> reporter.failed("INTERRUPTED", "the demo was stopped"));
            throw e;
        }
        log.line(describe(outcome)
                + " (%.1f s)"
                        .formatted(Duration.between(started, clock.instant()).toMillis() / 1000.0));
        return outcome;
    }

    private static String describe(DemoOutcome outcome) {
        return switch (outcome) {
            case DemoOutcome.Succeeded succeeded -> "deployed, answered \"" + succeeded.prediction() + "\", stopped";
            case DemoOutcome.Failed failed -> "failed in " + failed.phase().wireName() + ": " + failed.reason();
        };
    }

    private String deploy() throws DeploymentFailedException, InterruptedException {
        ModelImage image = phase(Phase.IMAGE_BUILDING, this::buildImage);
        if (service.corruptsImage()) {
            flipOneByte(image.archive());
        }
        try (Instance instance = phase(Phase.ENVIRONMENT_PREPARATION, this::prepareInstance)) {
            phase(Phase.RESOURCE_SCHEDULING, () -> schedule(instance));
            phase(Phase.IMAGE_PULLING, () -> pull(image, instance));
            String prediction = phase(Phase.MODEL_STARTUP, () -> startUp(instance));
            log.event(reporter -> reporter.stopping());
            instance.stop();
            log.event(reporter -> reporter.stopped());
            return prediction;
        }
    }

    private ModelImage buildImage() throws IOException {
        ModelImage image = registry.build(service);
        log.reporter().builtImage(image.name());
        log.progress(
                Phase.IMAGE_BUILDING,
                "stored image %s: %d bytes, sha256:%s".formatted(image.name(), image.bytes(), image.sha256()));
        return image;
    }

    /** What a bad disk does: the checksum that was taken before stays. */
    private static void flipOneByte(Path archive) {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            long middle = file.length() / 2;
            file.seek(middle);
            int value = file.read();
            file.seek(middle);
            file.write(value ^ 0xff);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instance prepareInstance() throws IOException {
        Instance instance = Instance.prepare(directory, service.serviceId());
        log.reporter().placedOn(NODE, instance.directory().getFileName().toString());
        log.progress(
                Phase.ENVIRONMENT_PREPARATION,
                "work directory %s, port %d".formatted(instance.directory().getFileName(), instance.port()));
        return instance;
    }

    private Instance schedule(Instance instance) throws PhaseFailedException, InterruptedException {
        instance.place(scheduler.take(() -> log.event(reporter -> reporter.resourceScheduling()
                .warning(
                        "INSUFFICIENT_RESOURCES",
                        "Insufficient resources. Wait until idle resources are sufficient."))));
        log.progress(Phase.RESOURCE_SCHEDULING, "slot taken: " + scheduler.describe());
        return instance;
    }

    private Path pull(ModelImage image, Instance instance) throws IOException, PhaseFailedException {
        registry.pull(image, instance.directory());
        log.progress(Phase.IMAGE_PULLING, "verified and unpacked image " + image.name());
        return instance.directory();
    }

    private String startUp(Instance instance) throws IOException, PhaseFailedException, InterruptedException {
        ServerProcess server = instance.start();
        log.progress(Phase.MODEL_STARTUP, "process " + server.pid() + " started, waiting for its health check");
        server.awaitHealthy(service.serviceName(), START_PATIENCE);
        String prediction = server.predict(service.sampleInput());
        log.progress(
                Phase.MODEL_STARTUP,
                "healthy on port %d, answered \"%s\" to [%s]"
                        .formatted(instance.port(), prediction, service.sampleInput()));
        return prediction;
    }

    private <T> T phase(Phase phase, Step<T> step) throws DeploymentFailedException, InterruptedException {
        log.event(reporter -> reporter.phase(phase).started());
        T result;
        try {
            result = step.run();
        } catch (PhaseFailedException e) {
            throw failed(new DemoOutcome.Failed(phase, e.errorCode(), e.text()), e);
        } catch (IOException e) {
            throw failed(new DemoOutcome.Failed(phase, "IO_ERROR", "Failed in " + phase.wireName() + ": " + e), e);
        }
        log.event(reporter -> reporter.phase(phase).succeeded());
        return result;
    }

    /** Tells of the failure twice, as the reference does: what failed in the phase, and that the service failed. */
    private DeploymentFailedException failed(DemoOutcome.Failed outcome, Exception cause) {
        log.event(reporter -> reporter.phase(outcome.phase()).failed(outcome.errorCode(), outcome.reason()));
        log.event(reporter -> reporter.failed(outcome.errorCode(), outcome.reason()));
        return new DeploymentFailedException(outcome, cause);
    }

    private interface Step<T> {
        T run() throws IOException, PhaseFailedException, InterruptedException;
    }
}
