package io.launchlog.query.events;

import io.launchlog.query.error.ApiException;
import io.launchlog.query.search.EventStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warms up once, beside everything else: the start neither waits for it nor needs it. While Elasticsearch is away or
 * has no service yet it tries again, less and less often.
 */
@Component
final class WarmUpAtStart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUpAtStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final EventStore store;
    private final WarmUp warmUp;
    private @Nullable Thread thread;

    WarmUpAtStart(EventStore store, PageEnds ends) {
        this.store = store;
        this.warmUp = new WarmUp(store, ends);
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("warm-up").start(this::runUntilWarm);
        }
    }

    private void runUntilWarm() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!isDone()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2);
                if (pause.compareTo(LONGEST_PAUSE) > 0) {
                    pause = LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            // The service stops.
        }
    }

    private boolean isDone() {
        long begin = System.nanoTime();
        try {
            int services = warmUp.run(store.deadline());
            if (services > 0) {
                LOG.info(
                        "Warmed up with the events of {} services in {} ms",
                        services,
                        Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            return services > 0;
        } catch (ApiException e) {
            LOG.debug("Elasticsearch does not let the service warm up yet", e);
            return false;
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("The service could not be warmed up; its first answers take longer", e);
            }
            return true;
        }
    }

    /** Cancels what is running: a virtual thread is interrupted while it reads, too. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
