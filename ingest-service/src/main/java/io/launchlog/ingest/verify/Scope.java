package io.launchlog.ingest.verify;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Which events are compared.
 *
 * @param projectId null for all
 * @param serviceId null for all of the project
 * @param since the earliest occur time, epoch milliseconds; 0 for all
 */
record Scope(@Nullable String projectId, @Nullable String serviceId, long since) {

    static final Scope EVERYTHING = new Scope(null, null, 0);

    /** @throws IllegalArgumentException when there is a service without its project */
    Scope {
        if (serviceId != null && projectId == null) {
            throw new IllegalArgumentException("--service is unique within a project only: name it with --project");
        }
    }

    boolean isEverything() {
        return projectId == null && since == 0;
    }

    boolean accepts(ServiceKey service) {
        return (projectId == null || projectId.equals(service.projectId()))
                && (serviceId == null || serviceId.equals(service.serviceId()));
    }

    /** Writes the query for it as the property {@code query} of the object that is open. */
    void writeQuery(JsonGenerator json) {
        json.writeObjectPropertyStart("query");
        json.writeObjectPropertyStart("bool");
        json.writeArrayPropertyStart("filter");
        term(json, Field.PROJECT_ID, projectId);
        term(json, Field.SERVICE_ID, serviceId);
        if (since > 0) {
            json.writeStartObject();
            json.writeObjectPropertyStart("range");
            json.writeObjectPropertyStart(Field.OCCUR_TIME);
            json.writeNumberProperty("gte", since);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void term(JsonGenerator json, String field, @Nullable String value) {
        if (value != null) {
            json.writeStartObject();
            json.writeObjectPropertyStart("term");
            json.writeStringProperty(field, value);
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
