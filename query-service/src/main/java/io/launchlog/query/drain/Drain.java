package io.launchlog.query.drain;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the service going for a while when it is told to end: readiness is refused by then (Spring Boot does so first of
 * all), and whoever sends requests has to notice before new connections are refused. Every answer meanwhile closes its
 * connection, so that callers who keep theirs come back by way of the load balancer.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Duration time;
    private volatile boolean running;
    private volatile boolean draining;

    Drain(DrainProperties properties) {
        this.time = properties.drain();
    }

    /** Whether the service has been told to end. */
    boolean isDraining() {
        return draining;
    }

    @Override
    public void start() {
        draining = false;
        running = true;
    }

    /** Returns when the time is over, or at once when the thread is interrupted. */
    @Override
    public void stop() {
        running = false;
        draining = true;
        if (time.isZero()) {
            return;
        }
        LOG.info("Told to end: not ready any more, and serving for another {} ms", time.toMillis());
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** In front of all others, the graceful end of the web server above all. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
