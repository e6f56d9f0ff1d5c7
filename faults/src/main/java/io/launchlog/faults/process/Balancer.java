package io.launchlog.faults.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer that knows nothing of its instances but what they say of their readiness, which it asks once a
 * second. May be shared by threads.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<QueryInstance> instances;
    private final AtomicInteger turn = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
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
            if (instance.isReady()) {
                ready.add(instance.address());
            }
        }
        rotation = List.copyOf(ready);
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
