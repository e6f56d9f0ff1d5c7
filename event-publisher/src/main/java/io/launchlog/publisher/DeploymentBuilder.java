package io.launchlog.publisher;

import io.launchlog.model.event.ServiceKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what all events of one deployment have in common. Null unsets a value. Not for use by several threads. */
public final class DeploymentBuilder {

    private final EventPublisher publisher;
    private final ServiceKey service;
    private final String serviceName;
    private @Nullable String deploymentId;
    private @Nullable String model;
    private @Nullable String modelVersion;
    private @Nullable String node;
    private @Nullable String instanceId;
    private @Nullable String image;
    private Map<String, String> labels = Map.of();

    DeploymentBuilder(EventPublisher publisher, ServiceKey service, String serviceName) {
        this.publisher = publisher;
        this.service = service;
        this.serviceName = serviceName;
    }

    /** One roll-out attempt; without it one is made. Give it to go on with a deployment after a restart. */
    public DeploymentBuilder deploymentId(@Nullable String value) {
        deploymentId = value;
        return this;
    }

    public DeploymentBuilder model(@Nullable String value) {
        model = value;
        return this;
    }

    public DeploymentBuilder modelVersion(@Nullable String value) {
        modelVersion = value;
        return this;
    }

    /** Where it runs; {@link DeploymentReporter#placedOn} when that is known later. */
    public DeploymentBuilder node(@Nullable String value) {
        node = value;
        return this;
    }

    public DeploymentBuilder instanceId(@Nullable String value) {
        instanceId = value;
        return this;
    }

    /** What is deployed; {@link DeploymentReporter#builtImage} when that is known later. */
    public DeploymentBuilder image(@Nullable String value) {
        image = value;
        return this;
    }

    public DeploymentBuilder labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    /**
     * The reporter of this deployment; publishes nothing by itself.
     *
     * @throws io.launchlog.model.event.InvalidEventException when a value breaks its rule (contract section 1), so that
     *     no report fails for it later
     */
    public DeploymentReporter reporter() {
        Deployment deployment = new Deployment(
                service,
                serviceName,
                deploymentId == null ? publisher.nextId() : deploymentId,
                model,
                modelVersion,
                node,
                instanceId,
                image,
                labels);
        deployment.requireValid(publisher.source());
        return new DeploymentReporter(publisher, deployment);
    }
}
