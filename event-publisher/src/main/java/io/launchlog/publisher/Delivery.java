package io.launchlog.publisher;

import io.launchlog.model.event.ServiceEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** One event on its way to Kafka. */
final class Delivery {

    private final ServiceEvent event;
    private final ProducerRecord<byte[], byte[]> message;
    private final int bytes;
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

    /** Its place among all accepted events, and when it was accepted; given by the buffer. */
    private long number;

    private long acceptedNanos;

    Delivery(ServiceEvent event, ProducerRecord<byte[], byte[]> message) {
        this.event = event;
        this.message = message;
        this.bytes = size(message);
    }

    private static int size(ProducerRecord<byte[], byte[]> message) {
        long size = (long) message.key().length + message.value().length;
        for (Header header : message.headers()) {
            // Names and values of headers are ASCII or counted as bytes already.
            size += header.key().length() + (long) header.value().length;
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    void accepted(long newNumber, long nanos) {
        number = newNumber;
        acceptedNanos = nanos;
    }

    void complete(Receipt outcome) {
        receipt.complete(outcome);
    }

    /** Nobody outside can complete it. */
    CompletionStage<Receipt> receipt() {
        return receipt.minimalCompletionStage();
    }

    ServiceEvent event() {
        return event;
    }

    ProducerRecord<byte[], byte[]> message() {
        return message;
    }

    /** Key, value and headers. */
    int bytes() {
        return bytes;
    }

    long number() {
        return number;
    }

    /** Of {@link System#nanoTime()}. */
    long acceptedNanos() {
        return acceptedNanos;
    }
}
