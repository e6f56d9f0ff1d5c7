package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.Progress;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Tells health, and those who watch positions, which partitions come and go. */
final class AssignmentListener implements ConsumerAwareRebalanceListener {

    private final Progress progress;
    private final TopicWatch topic;
    private final ContinuityGuard guard;

    AssignmentListener(Progress progress, TopicWatch topic, ContinuityGuard guard) {
        this.progress = progress;
        this.topic = topic;
        this.guard = guard;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.assigned(partitions);
        // Before anything takes a position: one of an earlier topic is no place to go on from.
        Set<TopicPartition> anew = topic.assigned(consumer, partitions);
        guard.assigned(consumer, partitions, anew);
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.revoked(partitions);
        topic.revoked(partitions);
        guard.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.revoked(partitions);
        topic.revoked(partitions);
        guard.revoked(partitions);
    }
}
