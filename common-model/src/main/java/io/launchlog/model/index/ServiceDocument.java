package io.launchlog.model.index;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import java.util.Comparator;
import tools.jackson.core.JsonGenerator;

/**
 * What the events of a service say of it: a projection that comes out the same in whichever order, and however often,
 * the events are merged (contract section 2).
 *
 * @param service project and service
 * @param serviceName the latest name
 * @param nameOccurTime occur time of the event that gave the name, epoch milliseconds
 * @param nameSequence its sequence, 0 when it had none
 * @param nameTieBreaker its tie-breaker
 * @param firstSeen earliest occur time, epoch milliseconds
 * @param lastSeen latest occur time, epoch milliseconds
 */
public record ServiceDocument(
        ServiceKey service,
        String serviceName,
        long nameOccurTime,
        long nameSequence,
        long nameTieBreaker,
        long firstSeen,
        long lastSeen) {

    private static final Comparator<ServiceDocument> BY_NAME_AGE = Comparator.comparingLong(
                    ServiceDocument::nameOccurTime)
            .thenComparingLong(ServiceDocument::nameSequence)
            .thenComparingLong(ServiceDocument::nameTieBreaker)
            // Only of conflicting events, of which the projection should see one.
            .thenComparing(ServiceDocument::serviceName);

    /** What one event says of its service. */
    public static ServiceDocument of(EventDocument document) {
        ServiceEvent event = document.event();
        return new ServiceDocument(
                event.service(),
                event.serviceName(),
                event.occurTime(),
                event.order(),
                document.id().tieBreaker(),
                event.occurTime(),
                event.occurTime());
    }

    /** The {@code _id} of that service's document. */
    public static String idOf(ServiceKey service) {
        return service.path();
    }

    /** Keeps the services of a project in one shard. */
    public static String routingOf(String projectId) {
        return projectId;
    }

    /**
     * What both say together.
     *
     * @throws IllegalArgumentException when the other is of another service
     */
    public ServiceDocument merge(ServiceDocument other) {
        if (!service.equals(other.service)) {
            throw new IllegalArgumentException("Services " + service + " and " + other.service + " cannot be merged");
        }
        ServiceDocument named = BY_NAME_AGE.compare(this, other) >= 0 ? this : other;
        return new ServiceDocument(
                service,
                named.serviceName,
                named.nameOccurTime,
                named.nameSequence,
                named.nameTieBreaker,
                Math.min(firstSeen, other.firstSeen),
                Math.max(lastSeen, other.lastSeen));
    }

    /** The same with another earliest occur time, epoch milliseconds: older events are no longer there. */
    public ServiceDocument withFirstSeen(long earliest) {
        return new ServiceDocument(
                service, serviceName, nameOccurTime, nameSequence, nameTieBreaker, earliest, lastSeen);
    }

    /** Writes the document's source as one JSON object. */
    public void writeSource(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty(Field.PROJECT_ID, service.projectId());
        json.writeStringProperty(Field.SERVICE_ID, service.serviceId());
        json.writeStringProperty(Field.SERVICE_NAME, serviceName);
        json.writeNumberProperty(Field.NAME_OCCUR_TIME, nameOccurTime);
        json.writeNumberProperty(Field.NAME_SEQUENCE, nameSequence);
        json.writeNumberProperty(Field.NAME_TIE_BREAKER, nameTieBreaker);
        json.writeNumberProperty(Field.FIRST_SEEN, firstSeen);
        json.writeNumberProperty(Field.LAST_SEEN, lastSeen);
        json.writeEndObject();
    }
}
