package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that can never be indexed.
 *
 * @param original as it came from the log
 * @param reason why
 * @param detail the field, what is wrong and what is allowed
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> original, DeadLetterReason reason, String detail) {}
