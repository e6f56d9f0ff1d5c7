package io.launchlog.faults.ledger;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How wrong the clocks of publishers are, each record's by another amount.
 *
 * @param behind at most, zero or more
 * @param ahead at most, zero or more; brokers refuse what is more than an hour ahead
 */
public record Skew(Duration behind, Duration ahead) {

    /** They are right. */
    public static final Skew NONE = new Skew(Duration.ZERO, Duration.ZERO);

    ProducerRecord<byte[], byte[]> apply(ProducerRecord<byte[], byte[]> message) {
        if (equals(NONE)) {
            return message;
        }
        long wrong = ThreadLocalRandom.current().nextLong(-behind.toMillis(), ahead.toMillis() + 1);
        return new ProducerRecord<>(
                message.topic(),
                message.partition(),
                System.currentTimeMillis() + wrong,
                message.key(),
                message.value(),
                message.headers());
    }
}
