package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that can never be indexed.
 *
 * @param original as it came from the log
 * @param reason why
 * @param field the field or attribute at fault; null when it is none in particular
 * @param detail the field, what is wrong and what is allowed
 * @param foundAt when it was found, epoch milliseconds
 */
public record DeadLetter(
        ConsumerRecord<byte[], byte[]> original,
        DeadLetterReason reason,
        @Nullable String field,
        String detail,
        long foundAt) {}
