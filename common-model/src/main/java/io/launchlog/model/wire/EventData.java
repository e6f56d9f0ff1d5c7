package io.launchlog.model.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of {@code data} with their JSON types checked and their rules not yet; null when absent. */
final class EventData {

    @Nullable
    String projectId;

    @Nullable
    String serviceId;

    @Nullable
    String serviceName;

    @Nullable
    String eventInfo;

    @Nullable
    String eventType;

    @Nullable
    Long occurTime;

    @Nullable
    String deploymentId;

    @Nullable
    String phase;

    @Nullable
    String status;

    @Nullable
    Long sequence;

    @Nullable
    String model;

    @Nullable
    String modelVersion;

    @Nullable
    String instanceId;

    @Nullable
    String node;

    @Nullable
    String image;

    @Nullable
    String errorCode;

    Map<String, String> labels = Map.of();
}
