package io.launchlog.faults.events;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.wire.CloudEventEncoder;
import io.launchlog.model.wire.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The records of a run: mostly new events of some services in up to three months, among them earlier events once more,
 * conflicts with earlier events, and poison. The same seed and time make the same records. May be shared by
 * threads.
 */
public final class EventStream {

    private static final int SERVICES = 24;
    private static final List<ServiceKey> ALL_SERVICES = IntStream.range(0, SERVICES)
            .mapToObj(service -> new ServiceKey("project-" + service % 3, "service-" + service))
            .toList();
    private static final int REMEMBERED = 2_000;
    private static final long DAY = 86_400_000L;
    private static final long TICK = 600_000L;
    private static final long SEQUENCES = 4;

    /** Events are up to so old; a conflict in another month is up to 31 days older, which is still within retention. */
    private static final int OLDEST_DAYS = 40;

    private static final int OTHER_MONTH_DAYS = 31;

    /** Of 1000 records. */
    private static final int DUPLICATES = 50;

    private static final int CONFLICTING_TEXTS = 15;
    private static final int CONFLICTING_MONTHS = 15;
    private static final int POISONED = 20;

    private final Random random;
    private final String topic;
    private final CloudEventEncoder encoder;
    private final long now;
    private final List<ServiceEvent> earlier = new ArrayList<>();
    private long number;

    /** @param now epoch milliseconds, about the time at which the records are published */
    public EventStream(long seed, String topic, long now) {
        this.random = new Random(seed);
        this.topic = topic;
        this.encoder = new CloudEventEncoder(topic);
        this.now = now;
    }

    /** Whose events there are; each event's text has its service's path in it. */
    public static List<ServiceKey> services() {
        return ALL_SERVICES;
    }

    /** The next record. */
    public synchronized Planned next() {
        number++;
        int choice = earlier.isEmpty() ? Integer.MAX_VALUE : random.nextInt(1000);
        if (choice < DUPLICATES) {
            return event(Kind.DUPLICATE, anEarlierOne());
        }
        choice -= DUPLICATES;
        if (choice < CONFLICTING_TEXTS) {
            return event(Kind.CONFLICTING_TEXT, withOtherText(anEarlierOne()));
        }
        choice -= CONFLICTING_TEXTS;
        if (choice < CONFLICTING_MONTHS) {
            return event(Kind.CONFLICTING_MONTH, inAnotherMonth(anEarlierOne()));
        }
        choice -= CONFLICTING_MONTHS;
        if (choice < POISONED) {
            return Poison.small(number).plan(topic, service(), "poison-" + number, now);
        }
        ServiceEvent event = newEvent();
        remember(event);
        return event(Kind.NEW, event);
    }

    /** Every poison once, the huge one too. */
    public synchronized List<Planned> everyPoison() {
        List<Planned> all = new ArrayList<>();
        for (Poison poison : Poison.values()) {
            number++;
            all.add(poison.plan(topic, service(), "poison-" + number, now));
        }
        return all;
    }

    /** A good event of that time and node, in which a field can be what an index refuses. */
    public synchronized Planned poisonForIndex(long occurTime) {
        number++;
        ServiceKey service = service();
        ServiceEvent event = make(
                service,
                "refused-" + number,
                "node of " + service.path() + " refused by its index",
                occurTime,
                "node-1");
        return new Planned(Kind.POISON, DeadLetterReason.REJECTED, encoder.encode(event));
    }

    private Planned event(Kind kind, ServiceEvent event) {
        return new Planned(kind, null, encoder.encode(event));
    }

    private ServiceEvent newEvent() {
        // Many have the same time.
        long occurTime = now - random.nextLong(OLDEST_DAYS * DAY / TICK) * TICK;
        ServiceKey service = service();
        String text = "step " + number + " of " + service.path() + " pulling model image "
                + Integer.toHexString(random.nextInt());
        return make(service, "event-" + number, text, occurTime, "node-" + random.nextInt(24));
    }

    private ServiceKey service() {
        return ALL_SERVICES.get(random.nextInt(SERVICES));
    }

    private ServiceEvent anEarlierOne() {
        return earlier.get(random.nextInt(earlier.size()));
    }

    private void remember(ServiceEvent event) {
        if (earlier.size() < REMEMBERED) {
            earlier.add(event);
        } else {
            earlier.set((int) (number % REMEMBERED), event);
        }
    }

    private ServiceEvent withOtherText(ServiceEvent event) {
        return make(
                event.service(),
                event.identity().id(),
                event.eventInfo() + " again, " + number,
                event.occurTime(),
                String.valueOf(event.node()));
    }

    private static ServiceEvent inAnotherMonth(ServiceEvent event) {
        return make(
                event.service(),
                event.identity().id(),
                event.eventInfo(),
                event.occurTime() - OTHER_MONTH_DAYS * DAY,
                String.valueOf(event.node()));
    }

    private static ServiceEvent make(ServiceKey service, String id, String text, long occurTime, String node) {
        ServiceEventBuilder event = ServiceEvent.builder(new EventIdentity("/faults", id), service)
                .serviceName("name of " + service.serviceId())
                .eventInfo(text)
                .occurTime(occurTime)
                .node(node);
        // Some have none.
        long sequence = Math.floorMod((long) id.hashCode(), SEQUENCES);
        return (sequence == 0 ? event : event.sequence(sequence)).build();
    }
}
