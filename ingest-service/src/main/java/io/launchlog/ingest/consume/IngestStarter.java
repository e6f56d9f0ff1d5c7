package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.Obstacles;
import io.launchlog.ingest.operations.RetryCause;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.store.StoreUnavailableException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Makes topics, templates and indices, and lets the consumers begin when they are there. Kafka or Elasticsearch may
 * still be away at start-up: it tries until they are not. Not there when {@code launchlog.consume.enabled} is false: the
 * operators' commands use the same beans and consume nothing.
 */
@Component
@ConditionalOnProperty(name = "launchlog.consume.enabled", matchIfMissing = true)
class IngestStarter implements SmartLifecycle {

    private static final String WORKER = "set-up";

    private final TopicSetup topics;
    private final ProjectionSetup projection;
    private final KafkaListenerEndpointRegistry registry;
    private final Obstacles obstacles;
    private final RetryProperties retry;
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    IngestStarter(
            TopicSetup topics,
            ProjectionSetup projection,
            KafkaListenerEndpointRegistry registry,
            Obstacles obstacles,
            RetryProperties retry) {
        this.topics = topics;
        this.projection = projection;
        this.registry = registry;
        this.obstacles = obstacles;
        this.retry = retry;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        CountDownLatch stop = stopped;
        thread = Thread.ofPlatform().name("launchlog-set-up").start(() -> prepareAndBegin(stop));
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

    private void prepareAndBegin(CountDownLatch stop) {
        BackOffExecution waits = retry.backOff().start();
        try {
            while (!prepare()) {
                if (stop.await(waits.nextBackOff(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            begin(stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean prepare() throws InterruptedException {
        try {
            topics.create();
            projection.create();
            obstacles.cleared(WORKER);
            return true;
        } catch (StoreUnavailableException e) {
            obstacles.heldUp(WORKER, RetryCause.ELASTICSEARCH, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            obstacles.heldUp(WORKER, RetryCause.OTHER, String.valueOf(e.getMessage()));
        }
        return false;
    }

    private synchronized void begin(CountDownLatch stop) {
        if (stop.getCount() > 0) {
            MessageListenerContainer container = Objects.requireNonNull(
                    registry.getListenerContainer(ServiceEventListener.CONTAINER), "the listener is not registered");
            container.start();
        }
    }
}
