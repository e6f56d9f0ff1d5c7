package io.launchlog.faults.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer that knows nothing of its instances but what they say of their readiness, which it asks once a
 * second. It believes a no, or that nobody is there, at once, and silence when it meets it for the third time in a row.
 * May be shared by threads.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int SILENCES = 3;

    private final List<QueryInstance> instances;
    private final AtomicInteger turn = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    /** How often in a row an instance did not answer; for the thread that looks. */
    private final Map<QueryInstance, Integer> silences = new HashMap<>();

    private volatile List<String> rotation = List.of();

    private Balancer(List<QueryInstance> instances) {
        this.instances = List.copyOf(instances);
        this.thread = Thread.ofPlatform().name("balancer").daemon().unstarted(this::watch);
    }

    /** Starts one before instances of which at least one is ready. */
    public static Balancer before(List<QueryInstance> instances) throws InterruptedException {
        Balancer balancer = new Balancer(instances);
        balancer.look();
        balancer.thread.start();
        return balancer;
    }

    private void watch() {
        try {
            while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        List<String> ready = new ArrayList<>();
        for (QueryInstance instance : instances) {
            if (isServing(instance)) {
                ready.add(instance.address());
            }
        }
        rotation = List.copyOf(ready);
    }

    private boolean isServing(QueryInstance instance) throws InterruptedException {
        return switch (instance.readiness()) {
            case READY -> {
                silences.put(instance, 0);
                yield true;
            }
            case NOT_READY -> false;
            case NO_ANSWER ->
                rotation.contains(instance.address()) && silences.merge(instance, 1, Integer::sum) < SILENCES;
        };
    }

    /**
     * Waits until requests go to the instance. Who restarts instances in turn has to, before the next one: it may be the
     * only one that the balancer knows to be ready.
     *
     * @throws IllegalStateException when none do in time
     */
    public void awaitServing(QueryInstance instance, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!rotation.contains(instance.address())) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("After " + timeout.toSeconds() + " s the balancer sends nothing to "
                        + instance.address() + "; its log says whether it is ready");
            }
            Thread.sleep(PERIOD);
        }
    }

    /** Where the next request goes; null when no instance is ready. */
    public @Nullable String next() {
        List<String> ready = rotation;
        return ready.isEmpty() ? null : ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
