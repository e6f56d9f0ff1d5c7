package io.launchlog.deploy.operation;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import io.launchlog.model.wire.CloudEventEncoder;
import io.launchlog.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events of some services in two months and more, and with every ten of them a duplicate, a conflict and a record that
 * is no event. The same number is always the same event.
 */
final class Story {

    /** So that every service has an event. */
    static final int SERVICES = 5;

    private static final CloudEventEncoder ENCODER = new CloudEventEncoder(Topics.SERVICE_EVENTS);
    private static final long APART = Duration.ofHours(6).toMillis();

    /** Within a minute of the end of the day it might be another one; nothing depends on which. */
    private final long end = System.currentTimeMillis();

    /** How many of the records that {@link #records} has made become events, and how many dead letters. */
    private int events;

    private int letters;

    /** Those from one number to before another one. */
    List<ProducerRecord<byte[], byte[]>> records(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(ENCODER.encode(event(i, "step " + i)));
            events++;
            if (i % 10 == 0) {
                records.add(ENCODER.encode(event(i, "step " + i)));
                records.add(ENCODER.encode(event(i, "another step " + i)));
                records.add(new ProducerRecord<>(
                        Topics.SERVICE_EVENTS, service(i).path().getBytes(StandardCharsets.UTF_8), new byte[] {'x'}));
                letters += 2;
            }
        }
        return records;
    }

    int events() {
        return events;
    }

    int letters() {
        return letters;
    }

    private ServiceEvent event(int number, String text) {
        return ServiceEvent.builder(new EventIdentity("/story", "event-" + number), service(number))
                .serviceName("name of " + service(number).serviceId())
                .eventInfo(text)
                .status(number % 7 == 0 ? Status.FAILED : Status.PROGRESS)
                .node("node-" + number % 3)
                .occurTime(end - number % 200 * APART)
                .sequence((long) number)
                .build();
    }

    private static ServiceKey service(int number) {
        return new ServiceKey(Installation.PROJECT, "service-" + number % SERVICES);
    }

    static List<String> services() {
        TreeSet<String> services = new TreeSet<>();
        for (int i = 0; i < SERVICES; i++) {
            services.add(service(i).serviceId());
        }
        return List.copyOf(services);
    }
}
