package io.launchlog.publisher;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.wire.CloudEventEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes events to Kafka without ever blocking its caller, and without losing one silently: every event is
 * acknowledged, refused at once or failed, and its {@link Receipt} says which. Events of one service arrive in the order
 * in which they were published, each once (idempotent producer, acknowledged by all in-sync replicas).
 *
 * <p>While Kafka is away, events wait in a buffer in memory, bounded by {@link PublisherSettings}. When it is full, new
 * events are refused: the caller decides whether to publish them again or to do without. What waits is lost when the
 * process ends without {@link #close(Duration)}.
 *
 * <p>May be shared by threads; one is enough for a process. It owns two daemon threads.
 */
public final class EventPublisher implements AutoCloseable {

    /** The largest event, as the bytes of key, value and headers of its record (contract section 1). */
    public static final int LARGEST_EVENT_BYTES = 1024 * 1024;

    /** How long {@link #close()} waits. */
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration PRODUCER_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final String source;
    private final Clock clock;
    private final Supplier<String> eventIds;
    private final AtomicLong nextSequence = new AtomicLong();
    private final CloudEventEncoder encoder;
    private final DeliveryBuffer buffer;
    private final Producer<byte[], byte[]> producer;
    private final DeliveryThread deliveryThread;
    private boolean closed;

    /**
     * A publisher with the system's clock and random ids. Kafka need not be there yet.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka's client does not accept the settings, or no host of the
     *     bootstrap servers has an address
     */
    public EventPublisher(PublisherSettings settings) {
        this(settings, Clock.systemUTC(), new TimeOrderedIds(Clock.systemUTC()));
    }

    /**
     * A publisher with a clock and ids of the caller's.
     *
     * @param clock the occur time of events made by a {@link DeploymentReporter}
     * @param eventIds gives each event made by a {@link DeploymentReporter} its id, and each deployment without one its
     *     id: 1 to 64 characters, unique for ever within the source; called by any thread
     */
    public EventPublisher(PublisherSettings settings, Clock clock, Supplier<String> eventIds) {
        this.source = settings.source();
        this.clock = clock;
        this.eventIds = eventIds;
        this.encoder = new CloudEventEncoder(settings.topic());
        this.buffer = new DeliveryBuffer(settings.bufferEvents(), settings.bufferBytes());
        this.producer = new KafkaProducer<>(
                ProducerProperties.of(settings), new ByteArraySerializer(), new ByteArraySerializer());
        this.deliveryThread = new DeliveryThread(buffer, producer, settings.deliveryTimeout());
        deliveryThread.start();
    }

    /**
     * Publishes an event. Returns at once, whatever the state of Kafka. Within a span of OpenTelemetry, and when the
     * event has no {@code traceparent} of its own, it carries the span's context.
     *
     * @return completed already when the event is refused, else later, normally (never with an exception); code that
     *     depends on it runs on the thread of Kafka's client and delays other events: use the {@code ...Async} methods
     *     for anything that takes time
     */
    public CompletionStage<Receipt> publish(ServiceEvent event) {
        Delivery delivery = new Delivery(event, encoder.encode(event, CurrentTrace.extensions()));
        Receipt.Refused refused = buffer.add(delivery, LARGEST_EVENT_BYTES);
        return refused == null ? delivery.receipt() : CompletableFuture.completedStage(refused);
    }

    /** Starts the description of one deployment of a service, whose events can then be reported phase by phase. */
    public DeploymentBuilder deployment(ServiceKey service, String serviceName) {
        return new DeploymentBuilder(this, service, serviceName);
    }

    /**
     * Waits until all events accepted so far are acknowledged or failed, at most for that time or until the thread is
     * interrupted (its interrupt status is then set). The publisher stays open.
     *
     * @return what is not acknowledged: what still waits, and what failed since the last result
     */
    public FlushResult flush(Duration timeout) {
        return buffer.tellUnacknowledged(buffer.awaitSettled(timeout));
    }

    /**
     * Refuses new events, waits like {@link #flush}, then gives up what still waits: those receipts become
     * {@link Receipt.Failed}. Does nothing the second time.
     *
     * @return what is not acknowledged; Kafka may have some of it, so it is safe to publish it again
     */
    public synchronized FlushResult close(Duration timeout) {
        if (closed) {
            return new FlushResult.AllAcknowledged();
        }
        closed = true;
        buffer.close();
        buffer.awaitSettled(timeout);
        // What follows is short, and has to be done for an interrupted thread too.
        boolean interrupted = Thread.interrupted();
        try {
            deliveryThread.stop();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        producer.close(buffer.waiting().isEmpty() ? PRODUCER_CLOSE_TIMEOUT : Duration.ZERO);
        buffer.waiting().forEach(delivery -> buffer.fail(delivery, DeliveryThread.closedTooEarly()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return buffer.tellUnacknowledged(Long.MAX_VALUE);
    }

    /**
     * Closes as {@link #close(Duration)} does, within {@link #DEFAULT_CLOSE_TIMEOUT}.
     *
     * @throws UnacknowledgedEventsException when Kafka has not acknowledged everything; the publisher is closed then too
     */
    @Override
    public void close() {
        if (close(DEFAULT_CLOSE_TIMEOUT) instanceof FlushResult.Unacknowledged unacknowledged) {
            throw new UnacknowledgedEventsException(unacknowledged);
        }
    }

    /** The account of all events so far. */
    public PublisherCounters counters() {
        return buffer.counters();
    }

    String source() {
        return source;
    }

    long now() {
        return clock.millis();
    }

    String nextId() {
        return eventIds.get();
    }

    /** Counts through all deployments, because a sequence orders the events of one source. */
    long nextSequence() {
        return nextSequence.getAndIncrement();
    }
}
