package io.launchlog.model.wire;

import io.launchlog.model.event.BoundedText;
import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.InvalidEventException;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import io.launchlog.model.event.TimeWindow;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads an event from the headers and the value of a Kafka record: CloudEvents 1.0, Kafka protocol binding, structured
 * (JSON) and binary mode (contract section 1). Never throws for bad input: the answer says what is wrong. May be used
 * by several threads at once.
 */
public final class CloudEventDecoder {

    /** The type of the events that are read and written. */
    public static final String TYPE = "io.launchlog.service.event.v1";

    static final String SPECIFICATION_VERSION = "1.0";
    static final String HEADER_PREFIX = "ce_";

    private final TimeWindow timeWindow;

    /** @param timeWindow how far an event's time may be from that of its record */
    public CloudEventDecoder(TimeWindow timeWindow) {
        this.timeWindow = timeWindow;
    }

    /**
     * The event that the record holds, or why it holds none.
     *
     * @param value the record's value; null for a tombstone
     * @param recordTimestamp the record's timestamp, epoch milliseconds
     */
    public Decoded decode(Headers headers, byte @Nullable [] value, long recordTimestamp) {
        try {
            return new Decoded.Accepted(event(headers, value, recordTimestamp));
        } catch (RefusedException e) {
            return e.refused();
        } catch (InvalidEventException e) {
            return new Decoded.Refused(DeadLetterReason.INVALID_FIELD, e.field(), e.getMessage());
        } catch (JacksonException e) {
            return new Decoded.Refused(DeadLetterReason.MALFORMED, "The value is no JSON: " + StrictJson.problem(e));
        }
    }

    private ServiceEvent event(Headers headers, byte @Nullable [] value, long recordTimestamp) throws RefusedException {
        if (value == null || value.length == 0) {
            throw new RefusedException(DeadLetterReason.EMPTY, "The record has no value; allowed: a CloudEvent");
        }
        ContentType contentType = ContentType.of(header(headers, ContentType.HEADER));
        CloudEventContent content;
        if (contentType != null && contentType.isStructured()) {
            if (!contentType.isStructuredJson()) {
                throw notCloudEvent(
                        "content-type is " + BoundedText.quote(contentType.text()), ContentType.STRUCTURED_JSON);
            }
            content = StructuredContent.read(value);
        } else {
            content = BinaryContent.read(headers, contentType, value);
        }
        return event(content, recordTimestamp);
    }

    private ServiceEvent event(CloudEventContent content, long recordTimestamp) throws RefusedException {
        Attributes attributes = content.attributes();
        EventIdentity identity = new EventIdentity(present("source", attributes.source), present("id", attributes.id));
        OptionalLong time = time(attributes.time);
        EventData data = content.data();
        Long occurTime = data.occurTime;
        if (occurTime == null && time.isPresent()) {
            occurTime = time.getAsLong();
        }
        ServiceKey service =
                new ServiceKey(required("project_id", data.projectId), required("service_id", data.serviceId));
        if (occurTime != null && !timeWindow.accepts(occurTime, recordTimestamp)) {
            // The other fields come first: a wrong field is found even when the time is wrong too.
            build(identity, service, data, 0L, attributes);
            throw new RefusedException(
                    DeadLetterReason.OUT_OF_TIME_RANGE,
                    "occur_time",
                    "occur_time is " + occurTime
                            + (timeWindow.acceptsAsSeconds(occurTime, recordTimestamp) ? ", seconds as it seems" : "")
                            + "; allowed: milliseconds since 1970, " + timeWindow.inWords()
                            + " the time of the record, " + recordTimestamp);
        }
        return build(identity, service, data, occurTime, attributes);
    }

    private static ServiceEvent build(
            EventIdentity identity, ServiceKey service, EventData data, @Nullable Long occurTime, Attributes attributes)
            throws RefusedException {
        return ServiceEvent.builder(identity, service)
                .serviceName(data.serviceName)
                .eventInfo(data.eventInfo)
                .eventType(named(
                        "event_type", data.eventType, EventType::ofWireName, EventType::values, EventType::wireName))
                .occurTime(occurTime)
                .deploymentId(data.deploymentId)
                .phase(named("phase", data.phase, Phase::ofWireName, Phase::values, Phase::wireName))
                .status(named("status", data.status, Status::ofWireName, Status::values, Status::wireName))
                .sequence(data.sequence)
                .model(data.model)
                .modelVersion(data.modelVersion)
                .instanceId(data.instanceId)
                .node(data.node)
                .image(data.image)
                .errorCode(data.errorCode)
                .labels(data.labels)
                .carried(new CarriedAttributes(attributes.subject, attributes.partitionKey, attributes.traceparent))
                .build();
    }

    private static OptionalLong time(@Nullable String text) throws RefusedException {
        if (text == null) {
            return OptionalLong.empty();
        }
        OptionalLong time = Rfc3339.toEpochMilliseconds(text);
        if (time.isEmpty()) {
            throw RefusedException.invalidField(
                    "time", "is " + BoundedText.quote(text), "an RFC 3339 time such as 2026-01-31T12:00:00.000Z");
        }
        return time;
    }

    private static <T> @Nullable T named(
            String field,
            @Nullable String name,
            Function<String, @Nullable T> values,
            Supplier<T[]> all,
            Function<T, String> wireName)
            throws RefusedException {
        if (name == null) {
            return null;
        }
        T value = values.apply(name);
        if (value == null) {
            throw RefusedException.invalidField(
                    field,
                    "is " + BoundedText.quote(name),
                    Stream.of(all.get()).map(wireName).collect(Collectors.joining(", ")));
        }
        return value;
    }

    private static String required(String field, @Nullable String value) throws RefusedException {
        if (value == null) {
            throw RefusedException.invalidField(field, "is missing", "a value, because every event has one");
        }
        return value;
    }

    /** Checks what makes a CloudEvent of our type; the validity of its values comes later. */
    static void requireOurs(Attributes attributes) throws RefusedException {
        String version = present("specversion", attributes.specVersion);
        if (!version.equals(SPECIFICATION_VERSION)) {
            throw notCloudEvent("specversion is " + BoundedText.quote(version), SPECIFICATION_VERSION);
        }
        present("id", attributes.id);
        present("source", attributes.source);
        String type = present("type", attributes.type);
        if (!type.equals(TYPE)) {
            throw new RefusedException(
                    DeadLetterReason.UNSUPPORTED_TYPE, "type is " + BoundedText.quote(type) + "; allowed: " + TYPE);
        }
    }

    static RefusedException notCloudEvent(String problem, String allowed) {
        return new RefusedException(DeadLetterReason.NOT_CLOUDEVENT, problem + "; allowed: " + allowed);
    }

    private static String present(String attribute, @Nullable String value) throws RefusedException {
        if (value == null || value.isEmpty()) {
            throw notCloudEvent(
                    attribute + (value == null ? " is missing" : " is empty"),
                    "the attributes specversion, type, source and id, in the structured mode (content-type "
                            + ContentType.STRUCTURED_JSON + ") or the binary mode (headers " + HEADER_PREFIX + "*)");
        }
        return value;
    }

    /** The last header of that name; null when there is none or it has no value. */
    static byte @Nullable [] header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }
}
