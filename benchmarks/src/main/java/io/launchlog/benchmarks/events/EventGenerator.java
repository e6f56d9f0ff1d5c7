package io.launchlog.benchmarks.events;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The events of deployments that run side by side, in the order of their times. The same seed, services and start make
 * the same events. Not for use by several threads.
 */
public final class EventGenerator {

    /** How many deployments run at the same time, when there are as many services. */
    private static final int SIDE_BY_SIDE = 100;

    /** The greatest distance of two events, in milliseconds; many share one. */
    private static final int LONGEST_STEP = 4;

    private static final int WORKERS = 8;
    private static final int NODES = 24;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Random random;
    private final List<MeasuredService> services;
    private final List<Running> running = new ArrayList<>();
    private final long[] sequences = new long[WORKERS];
    private long time;
    private int still;

    private record Running(MeasuredService service, String deployment, int worker, String node, List<Step> steps) {}

    /** @param startTime of the first event, epoch milliseconds */
    public EventGenerator(long seed, List<MeasuredService> services, long startTime) {
        this.random = new Random(seed);
        this.services = List.copyOf(services);
        this.time = startTime;
        for (int i = 0; i < Math.min(SIDE_BY_SIDE, services.size()); i++) {
            Running deployment = deploy();
            // In the midst of it, so that not all begin at once.
            drop(deployment.steps(), random.nextInt(deployment.steps().size()));
            running.add(deployment);
        }
    }

    /** When so many events take so long at most: what a start time in the past has to leave room for, milliseconds. */
    public static long longestSpan(int events) {
        return (long) events * LONGEST_STEP;
    }

    /** The next event. */
    public ServiceEvent next() {
        int position = random.nextInt(running.size());
        Running deployment = running.get(position);
        ServiceEvent event = event(deployment, deployment.steps().removeFirst());
        if (deployment.steps().isEmpty()) {
            running.set(position, deploy());
        }
        return event;
    }

    /** That many events that come next have the time of the one before them. */
    public void standStill(int events) {
        still = events;
    }

    private Running deploy() {
        MeasuredService service = services.get(random.nextInt(services.size()));
        return new Running(
                service,
                "dep-" + Integer.toHexString(random.nextInt()),
                random.nextInt(WORKERS),
                "node-" + random.nextInt(NODES),
                new ArrayList<>(DeploymentStory.tell(service, random)));
    }

    private ServiceEvent event(Running deployment, Step step) {
        int passed = random.nextInt(LONGEST_STEP + 1);
        if (still > 0) {
            still--;
        } else {
            time += passed;
        }
        MeasuredService service = deployment.service();
        return ServiceEvent.builder(
                        new EventIdentity("/launchlog/workers/worker-" + deployment.worker(), nextId()), service.key())
                .serviceName(service.name())
                .eventInfo(step.text())
                .eventType(step.type())
                .occurTime(time)
                .deploymentId(deployment.deployment())
                .phase(step.phase())
                .status(step.status())
                .sequence(sequences[deployment.worker()]++)
                .model(service.model())
                .node(deployment.node())
                .build();
    }

    /** In the form of the publisher's ids: UUID version 7. */
    private String nextId() {
        long first = (time << 16) | VERSION_7 | (random.nextLong() & 0x0fffL);
        return new UUID(first, VARIANT | (random.nextLong() >>> 2)).toString();
    }

    private static void drop(List<Step> steps, int count) {
        steps.subList(0, count).clear();
    }
}
