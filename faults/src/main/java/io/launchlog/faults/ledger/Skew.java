package io.launchlog.faults.ledger;

import java.time.Duration;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How wrong the clocks of publishers are, each record's by another amount.
 *
 * @param behind at most, zero or more
 * @param ahead at most, zero or more; brokers refuse what is more than an hour ahead
 */
public record Skew(Duration behind, Duration ahead) {

    /** @throws IllegalArgumentException when one is negative */
    public Skew {
        if (behind.isNegative() || ahead.isNegative()) {
            throw new IllegalArgumentException(
                    "Behind by " + behind + " and ahead by " + ahead + "; allowed: 0 or more");
        }
    }

    /** They are right. */
    public static final Skew NONE = new Skew(Duration.ZERO, Duration.ZERO);

    ProducerRecord<byte[], byte[]> apply(ProducerRecord<byte[], byte[]> message, Random random) {
        if (equals(NONE)) {
            return message;
        }
        long wrong = random.nextLong(-behind.toMillis(), ahead.toMillis() + 1);
        return new ProducerRecord<>(
                message.topic(),
                message.partition(),
                System.currentTimeMillis() + wrong,
                message.key(),
                message.value(),
                message.headers());
    }
}
