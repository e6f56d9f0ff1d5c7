package io.launchlog.model.index;

import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.Status;
import io.launchlog.model.wire.EventFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * An event as a document of the index.
 *
 * @param event what it tells
 * @param id its {@code _id} and tie-breaker
 * @param fingerprint tells a duplicate from a conflict
 */
public record EventDocument(ServiceEvent event, DocumentId id, String fingerprint) {

    /** How many code points of {@code event_info} are sorted by (contract section 3). */
    public static final int SORTED_CODE_POINTS = 256;

    /** The document of that event. */
    public static EventDocument of(ServiceEvent event) {
        return new EventDocument(event, DocumentId.of(event.service(), event.identity()), Fingerprint.of(event));
    }

    /** Keeps the events of a service in one shard of each index. */
    public String routing() {
        return event.service().path();
    }

    /** Writes the document's source as one JSON object. */
    public void writeSource(JsonGenerator json) {
        json.writeStartObject();
        EventFields.write(event, json);
        json.writeStringProperty(Field.SOURCE, event.identity().source());
        json.writeStringProperty(Field.ID, event.identity().id());
        json.writeStringProperty(Field.EVENT_INFO_SORT, eventInfoSort());
        json.writeNumberProperty(Field.TIE_BREAKER, id.tieBreaker());
        json.writeStringProperty(Field.FINGERPRINT, fingerprint);
        CarriedAttributes carried = event.carried();
        optional(json, Field.SUBJECT, carried.subject());
        optional(json, Field.PARTITION_KEY, carried.partitionKey());
        optional(json, Field.TRACEPARENT, carried.traceparent());
        String outcome = outcome();
        if (outcome != null) {
            json.writeObjectPropertyStart("event");
            json.writeStringProperty("outcome", outcome);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** ECS {@code event.outcome}; null while it is open. */
    public @Nullable String outcome() {
        if (event.status() == Status.FAILED || event.eventType() == EventType.ABNORMAL) {
            return "failure";
        }
        return event.status() == Status.SUCCEEDED ? "success" : null;
    }

    /** The first {@value #SORTED_CODE_POINTS} code points of the text. */
    public String eventInfoSort() {
        String text = event.eventInfo();
        if (text.length() <= SORTED_CODE_POINTS || text.codePointCount(0, text.length()) <= SORTED_CODE_POINTS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SORTED_CODE_POINTS));
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
