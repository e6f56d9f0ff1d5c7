package io.launchlog.publisher;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.Status;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reports one deployment: its phases, and operations on the service itself. Each report is one event, published at
 * once with the time of the publisher's clock, the next sequence and a new id. Nothing here blocks, and no text makes a
 * report fail: what is longer than an event may hold is cut.
 *
 * <p>The times of one deployment never go backwards, even when the clock is set back, so its events keep their order.
 * May be shared by threads.
 */
public final class DeploymentReporter {

    private final EventPublisher publisher;
    private final Object lock = new Object();
    private Deployment deployment;
    private long lastTime;

    DeploymentReporter(EventPublisher publisher, Deployment deployment) {
        this.publisher = publisher;
        this.deployment = deployment;
    }

    public String deploymentId() {
        return deployment().deploymentId();
    }

    /** From now on events carry these; null for unknown. */
    public void placedOn(@Nullable String node, @Nullable String instanceId) {
        synchronized (lock) {
            change(deployment.at(node, instanceId));
        }
    }

    /** From now on events carry this image; null for unknown. */
    public void builtImage(@Nullable String image) {
        synchronized (lock) {
            change(deployment.withImage(image));
        }
    }

    public PhaseReporter imageBuilding() {
        return phase(Phase.IMAGE_BUILDING);
    }

    public PhaseReporter environmentPreparation() {
        return phase(Phase.ENVIRONMENT_PREPARATION);
    }

    public PhaseReporter resourceScheduling() {
        return phase(Phase.RESOURCE_SCHEDULING);
    }

    public PhaseReporter imagePulling() {
        return phase(Phase.IMAGE_PULLING);
    }

    public PhaseReporter modelStartup() {
        return phase(Phase.MODEL_STARTUP);
    }

    /** The reporter of a phase; may be asked for again. */
    public PhaseReporter phase(Phase phase) {
        return new PhaseReporter(this, phase);
    }

    /** {@code start to deploy service}. */
    public CompletionStage<Receipt> started() {
        return operation(Status.STARTED, "start to deploy service");
    }

    /** {@code Service NAME failed. Error: ...}: the deployment is given up. */
    public CompletionStage<Receipt> failed(@Nullable String errorCode, String error) {
        String text = "Service " + deployment().serviceName() + " failed. Error: " + error;
        return publish(Report.failed(null, errorCode, text));
    }

    /** {@code The service is being stopped.} */
    public CompletionStage<Receipt> stopping() {
        return operation(Status.STARTED, "The service is being stopped.");
    }

    /** {@code The service has been stopped.} */
    public CompletionStage<Receipt> stopped() {
        return operation(Status.SUCCEEDED, "The service has been stopped.");
    }

    /** Any other operation on the service itself, such as an update. */
    public CompletionStage<Receipt> operation(Status status, String text) {
        return publish(Report.of(null, status, text));
    }

    Deployment deployment() {
        synchronized (lock) {
            return deployment;
        }
    }

    CompletionStage<Receipt> publish(Report report) {
        // In the lock until it is published, so that time, sequence and place on the topic agree.
        synchronized (lock) {
            lastTime = Math.max(lastTime, publisher.now());
            return publisher.publish(deployment
                    .event(new EventIdentity(publisher.source(), publisher.nextId()))
                    .phase(report.phase())
                    .status(report.status())
                    .eventType(report.eventType())
                    .errorCode(report.errorCode())
                    .eventInfo(report.text())
                    .occurTime(lastTime)
                    .sequence(publisher.nextSequence())
                    .build());
        }
    }

    private void change(Deployment changed) {
        changed.requireValid(publisher.source());
        deployment = changed;
    }
}
