package io.launchlog.publisher;

import io.launchlog.model.event.ServiceEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events that were accepted and are not settled yet, in order, and the account of all. The bound covers an event
 * from its acceptance until it is acknowledged or failed, wherever it waits: here, or in Kafka's client.
 */
final class DeliveryBuffer {

    private final int mostEvents;
    private final long mostBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final Queue<Delivery> toSend = new ArrayDeque<>();
    private final SequencedSet<Delivery> waiting = new LinkedHashSet<>();
    private final List<Delivery> untoldFailures = new ArrayList<>();
    private long untoldFailureCount;
    private long waitingBytes;
    private long accepted;
    private long acknowledged;
    private long refused;
    private long failed;
    private boolean closed;

    DeliveryBuffer(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    /** Takes the delivery, or says why not: null when it was taken. */
    Receipt.@Nullable Refused add(Delivery delivery, int largest) {
        lock.lock();
        try {
            Receipt.Refused refusal = refusal(delivery, largest);
            if (refusal != null) {
                refused++;
                return refusal;
            }
            accepted++;
            delivery.accepted(accepted, System.nanoTime());
            waiting.add(delivery);
            waitingBytes += delivery.bytes();
            toSend.add(delivery);
            work.signal();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Receipt.@Nullable Refused refusal(Delivery delivery, int largest) {
        if (closed) {
            return new Receipt.Refused(Receipt.Refused.Reason.CLOSED, "The publisher is closed: make another one");
        }
        if (delivery.bytes() > largest) {
            return new Receipt.Refused(
                    Receipt.Refused.Reason.TOO_LARGE,
                    "The event has " + delivery.bytes() + " bytes of key, value and headers; allowed: " + largest);
        }
        if (waiting.size() >= mostEvents || waitingBytes + delivery.bytes() > mostBytes) {
            return new Receipt.Refused(
                    Receipt.Refused.Reason.BUFFER_FULL,
                    waiting.size() + " events with " + waitingBytes + " bytes wait for Kafka; allowed: " + mostEvents
                            + " events, " + mostBytes
                            + " bytes. Publish it again when Kafka is back, or allow a larger buffer");
        }
        return null;
    }

    /** The next to send; waits for one. Null when the buffer is closed and none is left. */
    @Nullable
    Delivery take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (toSend.isEmpty()) {
                if (closed) {
                    return null;
                }
                work.await();
            }
            return toSend.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Kafka has it. */
    void acknowledge(Delivery delivery, Receipt.Acknowledged receipt) {
        lock.lock();
        try {
            if (!settle(delivery)) {
                return;
            }
            acknowledged++;
        } finally {
            lock.unlock();
        }
        // Outside of the lock, because it runs the caller's code.
        delivery.complete(receipt);
    }

    /** It is given up. */
    void fail(Delivery delivery, Throwable cause) {
        lock.lock();
        try {
            if (!settle(delivery)) {
                return;
            }
            failed++;
            untoldFailureCount++;
            if (untoldFailures.size() < mostEvents) {
                untoldFailures.add(delivery);
            }
        } finally {
            lock.unlock();
        }
        delivery.complete(new Receipt.Failed(cause));
    }

    private boolean settle(Delivery delivery) {
        if (!waiting.remove(delivery)) {
            return false;
        }
        waitingBytes -= delivery.bytes();
        settled.signalAll();
        return true;
    }

    /** Refuses all that comes from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All that wait, in order. */
    List<Delivery> waiting() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that are accepted by now are settled, or the time is over, or the thread is interrupted; its
     * interrupt status is then set again.
     *
     * @return the number of the last that was waited for
     */
    long awaitSettled(Duration timeout) {
        lock.lock();
        try {
            long last = accepted;
            // Saturates: a timeout of centuries is for ever.
            long nanos = TimeUnit.NANOSECONDS.convert(timeout);
            try {
                while (!waiting.isEmpty() && waiting.getFirst().number() <= last && nanos > 0) {
                    nanos = settled.awaitNanos(nanos);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** What is not acknowledged up to that number. Each failure is told once. */
    FlushResult tellUnacknowledged(long last) {
        lock.lock();
        try {
            return unacknowledged(last);
        } finally {
            lock.unlock();
        }
    }

    private FlushResult unacknowledged(long last) {
        List<Delivery> still = waiting.stream()
                .takeWhile(delivery -> delivery.number() <= last)
                .toList();
        long count = still.size() + untoldFailureCount;
        if (count == 0) {
            return new FlushResult.AllAcknowledged();
        }
        List<ServiceEvent> events = Stream.concat(untoldFailures.stream(), still.stream())
                .sorted(Comparator.comparingLong(Delivery::number))
                .map(Delivery::event)
                .toList();
        untoldFailures.clear();
        untoldFailureCount = 0;
        return new FlushResult.Unacknowledged(count, events);
    }

    PublisherCounters counters() {
        lock.lock();
        try {
            return new PublisherCounters(accepted, acknowledged, refused, failed, waiting.size(), waitingBytes);
        } finally {
            lock.unlock();
        }
    }
}
