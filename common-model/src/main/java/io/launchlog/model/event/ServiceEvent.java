package io.launchlog.model.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a service's deployment or operation (contract section 1). Lengths count Unicode code points.
 *
 * @param identity source and id
 * @param service project and service
 * @param serviceName 1 to 128 characters, not blank, no control characters
 * @param eventInfo 1 to 8,192 characters, not blank
 * @param eventType normal or abnormal
 * @param occurTime epoch milliseconds, from 1970 to the year 9999; whether it is near enough to the record that brought
 *     it is for {@link TimeWindow} to say
 * @param deploymentId one roll-out attempt, 1 to 64 characters; null when unknown
 * @param phase null for an operation on the service itself
 * @param status null when unknown
 * @param sequence the producer's order within one source, 0 or more; null counts as 0
 * @param model up to 256 characters; null when unknown; the same for the next five
 * @param labels up to 32, keys of 1 to 128 characters, values of up to 256; never null
 * @param carried what is carried through
 */
public record ServiceEvent(
        EventIdentity identity,
        ServiceKey service,
        String serviceName,
        String eventInfo,
        EventType eventType,
        long occurTime,
        @Nullable String deploymentId,
        @Nullable Phase phase,
        @Nullable Status status,
        @Nullable Long sequence,
        @Nullable String model,
        @Nullable String modelVersion,
        @Nullable String instanceId,
        @Nullable String node,
        @Nullable String image,
        @Nullable String errorCode,
        Map<String, String> labels,
        CarriedAttributes carried) {

    /** The last millisecond of the year 9999, the last that RFC 3339 can write. */
    public static final long LATEST_TIME = 253_402_300_799_999L;

    private static final int MAXIMUM_LABELS = 32;

    /** @throws InvalidEventException for the first field that breaks its rule */
    public ServiceEvent {
        Rules.name("service_name", serviceName, 128);
        Rules.notBlank("event_info", eventInfo, 8192);
        if (occurTime < 0 || occurTime > LATEST_TIME) {
            throw new InvalidEventException(
                    "occur_time", "is " + occurTime, "milliseconds from 1970-01-01 to the end of the year 9999");
        }
        Rules.optionalText("deployment_id", deploymentId, 1, 64);
        if (sequence != null && sequence < 0) {
            throw new InvalidEventException("sequence", "is " + sequence, "0 or more");
        }
        Rules.optionalText("model", model, 0, 256);
        Rules.optionalText("model_version", modelVersion, 0, 256);
        Rules.optionalText("instance_id", instanceId, 0, 256);
        Rules.optionalText("node", node, 0, 256);
        Rules.optionalText("image", image, 0, 256);
        Rules.optionalText("error_code", errorCode, 0, 256);
        if (labels.size() > MAXIMUM_LABELS) {
            throw new InvalidEventException(
                    "labels", "has " + labels.size() + " entries", "up to " + MAXIMUM_LABELS + " entries");
        }
        labels.forEach((key, value) -> {
            Rules.name("labels", key, 128);
            Rules.text("labels", value, 0, 256);
        });
        labels = Map.copyOf(labels);
    }

    /** Starts an event from what every event has; type, and all that is optional, can be added. */
    public static ServiceEventBuilder builder(EventIdentity identity, ServiceKey service) {
        return new ServiceEventBuilder(identity, service);
    }

    /** The place of this event among those of equal occur time: its sequence, 0 when it has none. */
    public long order() {
        return sequence == null ? 0 : sequence;
    }
}
