package io.launchlog.model.wire;

import io.launchlog.model.event.ServiceEvent;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fields of an event in JSON: the same names and order in {@code data} on the topic and in the documents. */
public final class EventFields {

    private EventFields() {}

    /** Writes the fields of contract section 1 into the object that is open; what is absent is left out. */
    public static void write(ServiceEvent event, JsonGenerator json) {
        json.writeStringProperty("project_id", event.service().projectId());
        json.writeStringProperty("service_id", event.service().serviceId());
        json.writeStringProperty("service_name", event.serviceName());
        json.writeStringProperty("event_type", event.eventType().wireName());
        json.writeStringProperty("event_info", event.eventInfo());
        json.writeNumberProperty("occur_time", event.occurTime());
        optional(json, "deployment_id", event.deploymentId());
        optional(json, "phase", event.phase() == null ? null : event.phase().wireName());
        optional(json, "status", event.status() == null ? null : event.status().wireName());
        if (event.sequence() != null) {
            json.writeNumberProperty("sequence", event.sequence());
        }
        optional(json, "model", event.model());
        optional(json, "model_version", event.modelVersion());
        optional(json, "instance_id", event.instanceId());
        optional(json, "node", event.node());
        optional(json, "image", event.image());
        optional(json, "error_code", event.errorCode());
        if (!event.labels().isEmpty()) {
            json.writeObjectPropertyStart("labels");
            // In order, so that the same event is the same bytes.
            new TreeMap<>(event.labels()).forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
