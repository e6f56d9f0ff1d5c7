package io.launchlog.standalone.endtoend;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.wire.CloudEventEncoder;
import io.launchlog.model.wire.Topics;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events of one service. */
record TestEvents(ServiceKey service) {

    static final String SOURCE = "/end-to-end";

    private static final CloudEventEncoder ENCODER = new CloudEventEncoder(Topics.SERVICE_EVENTS);

    /** A service that nobody has used before. */
    static TestEvents ofNewService(String project) {
        return new TestEvents(new ServiceKey(project, UUID.randomUUID().toString()));
    }

    String id() {
        return service.serviceId();
    }

    /** An event that is complete; change what differs. */
    ServiceEventBuilder event(String id, String info, long occurTime) {
        return ServiceEvent.builder(new EventIdentity(SOURCE, id), service)
                .serviceName("service-07085")
                .eventInfo(info)
                .occurTime(occurTime);
    }

    /** In binary mode. */
    static ProducerRecord<byte[], byte[]> binary(ServiceEvent event) {
        return ENCODER.encode(event);
    }

    /** The JSON of an event in structured mode. */
    String json(String id, String info, long occurTime) {
        return json(id, info, Long.toString(occurTime), "");
    }

    /** @param more further fields of {@code data}, each with a comma before it */
    String json(String id, String info, String occurTime, String more) {
        return """
                {"specversion": "1.0", "type": "io.launchlog.service.event.v1", "source": "%s", "id": "%s", "data": {
                 "project_id": "%s", "service_id": "%s", "service_name": "service-07085", "event_info": "%s",
                 "occur_time": %s%s}}
                """.formatted(SOURCE, id, service.projectId(), service.serviceId(), info, occurTime, more);
    }
}
