package io.launchlog.ingest;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;

/** The ingest service, whose container commits what is older than its last commit when armed, as after a rebalance. */
@Configuration(proxyBeanMethods = false)
@Import(IngestApplication.class)
class RewindingCommits {

    /** How many more commits are to be set back. */
    static final AtomicInteger REMAINING = new AtomicInteger();

    @EventListener
    @Order(0)
    void rewind(ListenerContainerPartitionIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        TopicPartition partition = event.getTopicPartition();
        if (REMAINING.get() == 0) {
            return;
        }
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        if (committed != null && committed.offset() > 2) {
            try {
                consumer.commitSync(
                        Map.of(partition, new OffsetAndMetadata(committed.offset() - 2, committed.metadata())));
                REMAINING.updateAndGet(left -> Math.max(0, left - 1));
            } catch (RebalanceInProgressException e) {
                // Another time.
            }
        }
    }
}
