package io.launchlog.faults.events;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The poison list: one of each way in which a record can be no event. */
public enum Poison {
    NO_VALUE(DeadLetterReason.EMPTY),
    EMPTY_VALUE(DeadLetterReason.EMPTY),
    NO_CLOUD_EVENT(DeadLetterReason.NOT_CLOUDEVENT),
    VERSION_2(DeadLetterReason.UNSUPPORTED_TYPE),
    NO_JSON(DeadLetterReason.MALFORMED),
    BAD_UTF_8(DeadLetterReason.MALFORMED),
    DEEPLY_NESTED(DeadLetterReason.MALFORMED),
    MISSING_FIELD(DeadLetterReason.INVALID_FIELD),
    WRONG_TYPE(DeadLetterReason.INVALID_FIELD),
    LONG_TEXT(DeadLetterReason.INVALID_FIELD),
    SECONDS_FOR_MILLISECONDS(DeadLetterReason.OUT_OF_TIME_RANGE),
    /** 900 KB; not among the poison that is strewn between events. */
    HUGE_VALUE(DeadLetterReason.INVALID_FIELD);

    private static final List<Poison> SMALL = List.copyOf(EnumSet.complementOf(EnumSet.of(HUGE_VALUE)));
    private static final int LONG = 9_000;
    private static final int HUGE = 900 * 1024;

    private final DeadLetterReason reason;

    Poison(DeadLetterReason reason) {
        this.reason = reason;
    }

    /** The poison of that number, counted round and round, without the huge one. */
    static Poison small(long number) {
        return SMALL.get(Math.floorMod(number, SMALL.size()));
    }

    /**
     * Makes one.
     *
     * @param id of the CloudEvent, where it has one
     * @param now epoch milliseconds
     */
    Planned plan(String topic, ServiceKey service, String id, long now) {
        byte @Nullable [] value = value(service, id, now);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, service.path().getBytes(StandardCharsets.UTF_8), value);
        if (this != NO_CLOUD_EVENT) {
            message.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        }
        return new Planned(Kind.POISON, reason, message);
    }

    private byte @Nullable [] value(ServiceKey service, String id, long now) {
        String good = structured(service, id, "poison", Long.toString(now));
        return switch (this) {
            case NO_VALUE -> null;
            case EMPTY_VALUE -> new byte[0];
            case NO_CLOUD_EVENT -> utf8("{}");
            case VERSION_2 -> utf8(good.replace("event.v1", "event.v2"));
            case NO_JSON -> utf8("{\"specversion\": ");
            case BAD_UTF_8 -> badUtf8(good);
            case DEEPLY_NESTED -> utf8("[".repeat(200));
            case MISSING_FIELD -> utf8(good.replace("service_name", "other_name"));
            case WRONG_TYPE -> utf8(structured(service, id, "poison", "\"" + now + "\""));
            case LONG_TEXT -> utf8(structured(service, id, "x".repeat(LONG), Long.toString(now)));
            case SECONDS_FOR_MILLISECONDS -> utf8(structured(service, id, "poison", Long.toString(now / 1000)));
            case HUGE_VALUE -> utf8(structured(service, id, "x".repeat(HUGE), Long.toString(now)));
        };
    }

    private static byte[] badUtf8(String good) {
        byte[] bytes = utf8(good);
        // All ASCII before, so characters are bytes.
        bytes[good.indexOf("poison")] = (byte) 0xff;
        return bytes;
    }

    private static String structured(ServiceKey service, String id, String text, String occurTime) {
        return """
                {"specversion":"1.0","type":"%s","source":"/faults/poison","id":"%s","data":{"project_id":"%s",\
                "service_id":"%s","service_name":"poisoned","event_info":"%s","occur_time":%s}}""".formatted(CloudEventDecoder.TYPE, id, service.projectId(), service.serviceId(), text, occurTime);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
