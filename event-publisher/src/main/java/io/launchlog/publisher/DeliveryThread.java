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

    @SuppressWarnings("FutureReturnValueIgnored") // The callback tells the same.
    private void deliver(Delivery delivery) {
        HandOver handOver = new HandOver(delivery);
        do {
            handOver.notTaken = null;
            try {
                producer.send(delivery.message(), handOver);
            } catch (Throwable e) {
                // Errors too: if this thread ended, all that is accepted later would wait in silence.
                buffer.fail(delivery, e);
                return;
            }
        } while (handOver.notTaken != null
                && !Thread.currentThread().isInterrupted()
                && mayWait(delivery, handOver.notTaken));
    }

    /** Whether to try again what the client did not take; if not, the delivery has failed. */
    private boolean mayWait(Delivery delivery, Exception notTaken) {
        if (!(notTaken instanceof org.apache.kafka.common.errors.TimeoutException)) {
            buffer.fail(delivery, notTaken);
            return false;
        }
        if (System.nanoTime() - delivery.acceptedNanos() >= deliveryTimeout.toNanos()) {
            TimeoutException cause = new TimeoutException("Kafka was away for longer than " + deliveryTimeout
                    + ": publish the event again when it is back, or allow a longer delivery timeout");
            cause.initCause(notTaken);
            buffer.fail(delivery, cause);
            return false;
        }
        return true;
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
