package io.launchlog.faults.events;

import io.launchlog.model.wire.DeadLetterReason;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to be published.
 *
 * @param reason why it has to become a dead letter; null for what is no poison
 */
public record Planned(Kind kind, @Nullable DeadLetterReason reason, ProducerRecord<byte[], byte[]> message) {

    /** @throws IllegalArgumentException when poison has no reason, or something else has one */
    public Planned {
        if ((kind == Kind.POISON) != (reason != null)) {
            throw new IllegalArgumentException("A record of kind " + kind + " has the reason " + reason);
        }
    }
}
