package io.launchlog.ingest.consume;

import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.operations.Progress;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Tells those that remember something of partitions which of them come and go. */
final class AssignmentListener implements ConsumerAwareRebalanceListener {

    private final Progress progress;
    private final ContinuityGuard guard;
    private final TopicIds topicIds;

    AssignmentListener(Progress progress, ContinuityGuard guard, TopicIds topicIds) {
        this.progress = progress;
        this.guard = guard;
        this.topicIds = topicIds;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        topicIds.forget();
        progress.assigned(partitions);
        guard.assigned(consumer, partitions);
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.revoked(partitions);
        guard.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.revoked(partitions);
        guard.revoked(partitions);
    }
}
