package io.launchlog.publisher;

/** What became of one event that was published. */
public sealed interface Receipt {

    /**
     * All in-sync replicas of Kafka have the event.
     *
     * @param offset the place in the partition; -1 when Kafka knows that it has the event but no longer where
     */
    record Acknowledged(String topic, int partition, long offset) implements Receipt {}

    /**
     * The publisher did not take the event, and said so at once: it has to be published again, or given up.
     *
     * @param detail what was refused, the bound that it met, and the remedy
     */
    record Refused(Reason reason, String detail) implements Receipt {

        /** Why an event is not taken. */
        public enum Reason {
            /** As many events, or bytes, wait for Kafka as the settings allow. */
            BUFFER_FULL,
            /** No record can hold it (contract section 1: 1 MiB of key, value and headers). */
            TOO_LARGE,
            /** The publisher is closed. */
            CLOSED
        }
    }

    /**
     * The event was taken, but Kafka did not acknowledge it. Kafka may have it all the same, if only its answer was
     * lost: publishing the same event object again is safe, because it keeps its identity.
     *
     * @param cause as Kafka's client gives it, or a {@link java.util.concurrent.TimeoutException} or
     *     {@link java.util.concurrent.CancellationException} of the publisher
     */
    record Failed(Throwable cause) implements Receipt {}
}
