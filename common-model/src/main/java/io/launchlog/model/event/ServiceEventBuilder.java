package io.launchlog.model.event;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a {@link ServiceEvent}. What is required and missing is found by {@link #build()}; null
 * unsets an optional field. Not for use by several threads.
 */
public final class ServiceEventBuilder {

    private final EventIdentity identity;
    private final ServiceKey service;
    private @Nullable String serviceName;
    private @Nullable String eventInfo;
    private @Nullable EventType eventType;
    private @Nullable Long occurTime;
    private @Nullable String deploymentId;
    private @Nullable Phase phase;
    private @Nullable Status status;
    private @Nullable Long sequence;
    private @Nullable String model;
    private @Nullable String modelVersion;
    private @Nullable String instanceId;
    private @Nullable String node;
    private @Nullable String image;
    private @Nullable String errorCode;
    private Map<String, String> labels = Map.of();
    private CarriedAttributes carried = CarriedAttributes.NONE;

    ServiceEventBuilder(EventIdentity identity, ServiceKey service) {
        this.identity = Objects.requireNonNull(identity, "identity is null");
        this.service = Objects.requireNonNull(service, "service is null");
    }

    public ServiceEventBuilder serviceName(@Nullable String value) {
        serviceName = value;
        return this;
    }

    public ServiceEventBuilder eventInfo(@Nullable String value) {
        eventInfo = value;
        return this;
    }

    /** Without it the type follows from the status. */
    public ServiceEventBuilder eventType(@Nullable EventType value) {
        eventType = value;
        return this;
    }

    /** Epoch milliseconds. */
    public ServiceEventBuilder occurTime(@Nullable Long value) {
        occurTime = value;
        return this;
    }

    public ServiceEventBuilder deploymentId(@Nullable String value) {
        deploymentId = value;
        return this;
    }

    public ServiceEventBuilder phase(@Nullable Phase value) {
        phase = value;
        return this;
    }

    public ServiceEventBuilder status(@Nullable Status value) {
        status = value;
        return this;
    }

    public ServiceEventBuilder sequence(@Nullable Long value) {
        sequence = value;
        return this;
    }

    public ServiceEventBuilder model(@Nullable String value) {
        model = value;
        return this;
    }

    public ServiceEventBuilder modelVersion(@Nullable String value) {
        modelVersion = value;
        return this;
    }

    public ServiceEventBuilder instanceId(@Nullable String value) {
        instanceId = value;
        return this;
    }

    public ServiceEventBuilder node(@Nullable String value) {
        node = value;
        return this;
    }

    public ServiceEventBuilder image(@Nullable String value) {
        image = value;
        return this;
    }

    public ServiceEventBuilder errorCode(@Nullable String value) {
        errorCode = value;
        return this;
    }

    public ServiceEventBuilder labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    public ServiceEventBuilder carried(CarriedAttributes value) {
        carried = value;
        return this;
    }

    /** @throws InvalidEventException when a required field is missing or a field breaks its rule */
    public ServiceEvent build() {
        return new ServiceEvent(
                identity,
                service,
                required("service_name", serviceName),
                required("event_info", eventInfo),
                eventType == null ? EventType.derivedFrom(status) : eventType,
                required("occur_time", occurTime),
                deploymentId,
                phase,
                status,
                sequence,
                model,
                modelVersion,
                instanceId,
                node,
                image,
                errorCode,
                labels,
                carried);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidEventException(field, "is missing", "a value, because every event has one");
        }
        return value;
    }
}
