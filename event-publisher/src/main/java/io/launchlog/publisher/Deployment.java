package io.launchlog.publisher;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events of one deployment have in common. */
record Deployment(
        ServiceKey service,
        String serviceName,
        String deploymentId,
        @Nullable String model,
        @Nullable String modelVersion,
        @Nullable String node,
        @Nullable String instanceId,
        @Nullable String image,
        Map<String, String> labels) {

    Deployment {
        labels = Map.copyOf(labels);
    }

    Deployment at(@Nullable String newNode, @Nullable String newInstanceId) {
        return new Deployment(
                service, serviceName, deploymentId, model, modelVersion, newNode, newInstanceId, image, labels);
    }

    Deployment withImage(@Nullable String newImage) {
        return new Deployment(
                service, serviceName, deploymentId, model, modelVersion, node, instanceId, newImage, labels);
    }

    /** Model and version as the vocabulary writes them between brackets; the service's name when there is no model. */
    String modelLabel() {
        if (model == null) {
            return serviceName;
        }
        return modelVersion == null ? model : model + " " + modelVersion;
    }

    /** A new event with all that is common. */
    ServiceEventBuilder event(EventIdentity identity) {
        return ServiceEvent.builder(identity, service)
                .serviceName(serviceName)
                .deploymentId(deploymentId)
                .model(model)
                .modelVersion(modelVersion)
                .node(node)
                .instanceId(instanceId)
                .image(image)
                .labels(labels);
    }

    /** @throws io.launchlog.model.event.InvalidEventException when a value breaks its rule */
    void requireValid(String source) {
        event(new EventIdentity(source, "any")).eventInfo("any").occurTime(0L).build();
    }
}
