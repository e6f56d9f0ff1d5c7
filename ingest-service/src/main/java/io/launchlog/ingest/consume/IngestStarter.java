package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.Obstacles;
import io.launchlog.ingest.operations.RetryCause;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.store.StoreUnavailableException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
 * Makes topics, templates and indices, and lets the consumers begin when they are there. Both need nothing but Kafka and
 * Elasticsearch, so they are made while the rest of the application is still being put together. Kafka or Elasticsearch
 * may still be away at start-up: it tries until they are not. Not there when {@code launchlog.consume.enabled} is false: the
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
    private @Nullable Attempt attempt;

    /**
     * @param stopped when no more is to be done
     * @param mayBegin when the application is there
     */
    private record Attempt(CountDownLatch stopped, CountDownLatch mayBegin, Thread thread) {}

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

    @PostConstruct
    synchronized void prepare() {
        if (attempt == null) {
            CountDownLatch stopped = new CountDownLatch(1);
            CountDownLatch mayBegin = new CountDownLatch(1);
            // A daemon: an application that does not come to its start is not to wait for a Kafka that is away.
            Thread thread = Thread.ofPlatform()
                    .name("launchlog-set-up")
                    .daemon()
                    .start(() -> prepareAndBegin(stopped, mayBegin));
            attempt = new Attempt(stopped, mayBegin, thread);
        }
    }

    @Override
    public synchronized void start() {
        prepare();
        Objects.requireNonNull(attempt).mayBegin().countDown();
    }

    /** Also called when the application does not come to its start. */
    @Override
    @PreDestroy
    public synchronized void stop() {
        if (attempt != null) {
            attempt.stopped().countDown();
            attempt.thread().interrupt();
            attempt = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return attempt != null && attempt.mayBegin().getCount() == 0;
    }

    private void prepareAndBegin(CountDownLatch stopped, CountDownLatch mayBegin) {
        BackOffExecution waits = retry.backOff().start();
        try {
            while (!tryToPrepare(stopped)) {
                if (stopped.await(waits.nextBackOff(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            mayBegin.await();
            begin(stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes what consumers need; false when that has to be tried again. */
    private boolean tryToPrepare(CountDownLatch stopped) throws InterruptedException {
        try {
            topics.create();
            projection.create();
            obstacles.cleared(WORKER);
            return true;
        } catch (RuntimeException e) {
            // What was interrupted is held up by nothing.
            if (stopped.getCount() > 0) {
                RetryCause cause = e instanceof StoreUnavailableException ? RetryCause.ELASTICSEARCH : RetryCause.OTHER;
                obstacles.heldUp(WORKER, cause, String.valueOf(e.getMessage()));
            }
        }
        return false;
    }

    private synchronized void begin(CountDownLatch stopped) {
        if (stopped.getCount() > 0) {
            MessageListenerContainer container = Objects.requireNonNull(
                    registry.getListenerContainer(ServiceEventListener.CONTAINER), "the listener is not registered");
            container.start();
        }
    }
}
