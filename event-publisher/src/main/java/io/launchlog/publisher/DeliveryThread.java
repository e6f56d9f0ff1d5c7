package io.launchlog.publisher;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that hands events to Kafka's client, in order. {@link Producer#send} blocks while the client does not
 * know the topic or has no memory left: this thread can wait for that, the orchestrator cannot.
 */
final class DeliveryThread {

    private final DeliveryBuffer buffer;
    private final Producer<byte[], byte[]> producer;
    private final Duration deliveryTimeout;
    private final Thread thread;

    /** Why the last hand-over was not taken, when it may be later; null after one that was. */
    private @Nullable Exception away;

    DeliveryThread(DeliveryBuffer buffer, Producer<byte[], byte[]> producer, Duration deliveryTimeout) {
        this.buffer = buffer;
        this.producer = producer;
        this.deliveryTimeout = deliveryTimeout;
        this.thread = Thread.ofPlatform()
                .name("launchlog-publisher-delivery")
                .daemon()
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread, whatever it waits for. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            for (Delivery delivery = buffer.take(); delivery != null; delivery = buffer.take()) {
                deliver(delivery);
            }
        } catch (InterruptedException e) {
            // The publisher is closed: it settles what is left.
        }
    }

    private void deliver(Delivery delivery) {
        HandOver handOver = new HandOver(delivery);
        while (!Thread.currentThread().isInterrupted()) {
            if (away != null && System.nanoTime() - delivery.acceptedNanos() >= deliveryTimeout.toNanos()) {
                // Not tried: each try takes a while, and all that wait are over their time soon after the first.
                buffer.fail(delivery, tooLongAway(away));
                return;
            }
            Exception notTaken = handOver.attempt();
            away = notTaken instanceof org.apache.kafka.common.errors.TimeoutException ? notTaken : null;
            if (notTaken == null) {
                return;
            }
            if (away == null) {
                buffer.fail(delivery, notTaken);
                return;
            }
        }
    }

    private TimeoutException tooLongAway(Exception cause) {
        TimeoutException tooLong = new TimeoutException("Kafka was away for longer than " + deliveryTimeout
                + ": publish the event again when it is back, or allow a longer delivery timeout");
        tooLong.initCause(cause);
        return tooLong;
    }

    /** What became of the events that this thread could not hand over any more. */
    static CancellationException closedTooEarly() {
        return new CancellationException("The publisher was closed before Kafka had acknowledged the event");
    }

    /** Kafka's client calls it once: on our thread when it did not take the record, else on its own. */
    private final class HandOver implements Callback {

        private final Delivery delivery;
        private @Nullable Exception notTaken;

        HandOver(Delivery delivery) {
            this.delivery = delivery;
        }

        /** Null when the client took the record, or the delivery has failed already; else why it did not take it. */
        @SuppressWarnings("FutureReturnValueIgnored") // The callback tells the same.
        @Nullable
        Exception attempt() {
            notTaken = null;
            try {
                producer.send(delivery.message(), this);
            } catch (Throwable e) {
                // Errors too: if this thread ended, all that is accepted later would wait in silence.
                buffer.fail(delivery, e);
                return null;
            }
            return notTaken;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, @Nullable Exception exception) {
            if (exception == null) {
                buffer.acknowledge(
                        delivery,
                        new Receipt.Acknowledged(
                                metadata.topic(), metadata.partition(), metadata.hasOffset() ? metadata.offset() : -1));
            } else if (Thread.currentThread() == thread) {
                notTaken = exception;
            } else {
                buffer.fail(delivery, exception);
            }
        }
    }
}
