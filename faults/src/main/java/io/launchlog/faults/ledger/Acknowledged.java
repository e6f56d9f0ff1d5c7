package io.launchlog.faults.ledger;

import io.launchlog.faults.events.Kind;
import io.launchlog.model.wire.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * A record that Kafka has acknowledged to the producer.
 *
 * @param reason why it has to become a dead letter; null for what is no poison
 */
public record Acknowledged(Place place, Kind kind, @Nullable DeadLetterReason reason) {}
