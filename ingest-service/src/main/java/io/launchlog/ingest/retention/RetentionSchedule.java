package io.launchlog.ingest.retention;

import io.launchlog.ingest.consume.RetryProperties;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.projection.GenerationStore;
import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.RetentionProperties;
import io.launchlog.ingest.projection.ServiceExpiry;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Drops what has expired as soon as this instance has the turn, and from then on at every interval. What fails is
 * counted, said once and tried again; events are read all the same.
 */
@Component
class RetentionSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    /** How soon the turn is noticed; looking costs next to nothing. */
    private static final Duration LOOK_FOR_THE_TURN = Duration.ofSeconds(1);

    private final Turn turn;
    private final GenerationStore generations;
    private final IndexProperties indices;
    private final DroppedGenerations dropped;
    private final ExpiredBuckets buckets;
    private final ServiceExpiry services;
    private final IngestMetrics metrics;
    private final RetryProperties retry;
    private final Duration interval;
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** The waits since the first failure in a row; null when the last check succeeded. */
    private @Nullable BackOffExecution failing;

    RetentionSchedule(
            Turn turn,
            GenerationStore generations,
            IndexProperties indices,
            DroppedGenerations dropped,
            ExpiredBuckets buckets,
            ServiceExpiry services,
            IngestMetrics metrics,
            RetryProperties retry,
            RetentionProperties properties) {
        this.turn = turn;
        this.generations = generations;
        this.indices = indices;
        this.dropped = dropped;
        this.buckets = buckets;
        this.services = services;
        this.metrics = metrics;
        this.retry = retry;
        this.interval = properties.retentionCheckInterval();
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        CountDownLatch stop = stopped;
        thread = Thread.ofPlatform().name("launchlog-retention").start(() -> run(stop));
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run(CountDownLatch stop) {
        try {
            Duration wait = Duration.ZERO;
            while (!stop.await(TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS)) {
                wait = turn.isHere() ? check(stop) : LOOK_FOR_THE_TURN;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops once; returns how long to wait for the next time. */
    private Duration check(CountDownLatch stop) {
        try {
            generations.find().ifPresent(version -> drop(version.generations()));
        } catch (RuntimeException e) {
            return stop.getCount() == 0 ? Duration.ZERO : failed(e);
        }
        if (failing != null) {
            LOG.info("Retention goes on");
            failing = null;
        }
        return interval;
    }

    private void drop(Generations there) {
        for (Generation generation : there.written()) {
            IndexNames names = indices.names(generation);
            buckets.drop(names);
            metrics.servicesDropped(services.follow(names));
        }
        there.dropped().forEach(generation -> dropped.delete(indices.names(generation)));
    }

    private Duration failed(RuntimeException e) {
        metrics.retentionFailed();
        if (failing == null) {
            LOG.warn("Retention could not drop what has expired and tries again until it can: {}", e.getMessage());
            failing = retry.backOff().start();
        }
        return Duration.ofMillis(failing.nextBackOff());
    }
}
