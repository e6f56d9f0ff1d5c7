package io.launchlog.faults.process;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Loses what some polls of ingest bring, when it is told to: the position goes on, and the listener never sees the
 * records. Users have reported as much of rebalances (spring-kafka #3703, #3891). In the child; Kafka makes it.
 */
public final class SkippedPolls implements ConsumerInterceptor<byte[], byte[]> {

    /** Also of those that read once more what was lost before. */
    private static final double SHARE = 0.5;

    private static final AtomicLong LOST = new AtomicLong();
    private static volatile boolean active;

    /** Those that look at the log take part in no rebalance. */
    private boolean isOfGroup;

    /** Loses polls from now on, or no longer; returns how many it has lost so far. */
    static long lose(boolean polls) {
        active = polls;
        return LOST.get();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()
                || !active
                || !isOfGroup
                || ThreadLocalRandom.current().nextDouble() >= SHARE) {
            return records;
        }
        LOST.incrementAndGet();
        return ConsumerRecords.empty();
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configuration) {
        isOfGroup = configuration.get(ConsumerConfig.GROUP_ID_CONFIG) != null;
    }

    @Override
    public void close() {}
}
