package io.launchlog.publisher;

import io.launchlog.model.event.ServiceEvent;
import java.util.List;

/** What {@link EventPublisher#flush} and {@link EventPublisher#close(java.time.Duration)} could not bring to Kafka. */
public sealed interface FlushResult {

    /** Kafka has every event that was accepted and not yet told of. */
    record AllAcknowledged() implements FlushResult {}

    /**
     * Some accepted events are not acknowledged: they still wait, or they failed and no earlier result told of them.
     *
     * @param count how many; at least 1
     * @param events in the order in which they were accepted; complete unless more than
     *     {@link PublisherSettings#bufferEvents()} failed since the last result, then the first ones
     */
    record Unacknowledged(long count, List<ServiceEvent> events) implements FlushResult {

        public Unacknowledged {
            if (count < 1 || events.size() > count) {
                throw new IllegalArgumentException(
                        "count is " + count + " with " + events.size() + " events; allowed: 1 or more, and no fewer");
            }
            events = List.copyOf(events);
        }
    }
}
