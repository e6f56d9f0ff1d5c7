package io.launchlog.query.events;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Events with equal times, equal texts, sequences present and absent, texts that differ behind 256 characters, and
 * services that are renamed again and again.
 */
final class RandomEvents {

    static final long BEGIN = 1_788_000_000_000L;

    /** Over a month, so that there are several indices. */
    private static final long SPAN = 80L * 86_400_000;

    private static final String[] WORDS = {"alpha", "beta", "gamma", "delta", "kappa"};

    private RandomEvents() {}

    /** @param services each as often as its share of the events */
    static List<ServiceEvent> of(long seed, int count, List<ServiceKey> services) {
        Random random = new Random(seed);
        List<ServiceEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ServiceKey service = services.get(random.nextInt(services.size()));
            events.add(TestEvents.event(service, "e" + i)
                    .serviceName(service.path() + " as named " + random.nextInt(3))
                    .eventType(random.nextInt(4) == 0 ? EventType.ABNORMAL : EventType.NORMAL)
                    .eventInfo(text(random))
                    .occurTime(time(random))
                    .sequence(random.nextBoolean() ? null : (long) random.nextInt(4))
                    .build());
        }
        return events;
    }

    /** As they arrive: in any order, and a tenth of them twice. */
    static List<ServiceEvent> sent(long seed, List<ServiceEvent> events) {
        Random random = new Random(seed);
        List<ServiceEvent> sent = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(10) == 0).forEach(sent::add);
        Collections.shuffle(sent, random);
        return sent;
    }

    /** A third at a few times, the latest of all among them; a third within a second, the rest anywhere. */
    static long time(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> BEGIN + random.nextInt(5) * SPAN / 4;
            case 1 -> BEGIN + random.nextInt(1000);
            default -> BEGIN + random.nextLong(SPAN);
        };
    }

    static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String text(Random random) {
        String start = word(random) + " " + word(random);
        return switch (random.nextInt(8)) {
            case 0 -> "\uFF5E " + start;
            case 1 -> "\uD83D\uDE80 " + start;
            case 2 -> start + " " + "x".repeat(250) + random.nextInt(3);
            case 3 -> start + " \u0000\u0001\"\\\n\u2028</script> " + random.nextInt(3);
            default -> start;
        };
    }
}
