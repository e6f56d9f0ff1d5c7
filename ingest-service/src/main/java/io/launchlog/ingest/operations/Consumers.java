package io.launchlog.ingest.operations;

import io.launchlog.ingest.operations.Progress.InHand;
import io.launchlog.ingest.operations.Progress.PartitionProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** The consumers of this instance as they are now; asks nothing of the broker. */
@Component
class Consumers {

    private static final String LAG = "records-lag";

    private final KafkaListenerEndpointRegistry registry;
    private final Progress progress;

    Consumers(KafkaListenerEndpointRegistry registry, Progress progress) {
        this.registry = registry;
        this.progress = progress;
    }

    /**
     * One consumer.
     *
     * @param name of its container, or of its thread when it has something in hand and no partition any more
     * @param partitions how many are assigned to it
     * @param inHand records that it has taken and not completed
     * @param behind records that it has not taken yet, as of its last fetch
     * @param waitingSince since when there has been something to do and nothing was completed; null when there is
     *     nothing to do
     */
    record Consumer(
            String name,
            int partitions,
            long inHand,
            long behind,
            @Nullable Instant waitingSince) {}

    /** Whether all run that are to run. */
    boolean run() {
        return registry.getListenerContainers().stream()
                .allMatch(container -> container.isRunning() && container.isInExpectedState());
    }

    List<Consumer> current() {
        Map<String, InHand> inHand = progress.inHand();
        List<Consumer> consumers = new ArrayList<>();
        for (MessageListenerContainer container : registry.getListenerContainers()) {
            if (container instanceof ConcurrentMessageListenerContainer<?, ?> several) {
                several.getContainers().forEach(one -> consumers.add(consumer(one, inHand)));
            } else {
                consumers.add(consumer(container, inHand));
            }
        }
        // What is left is of consumers that repeat a batch and have lost all their partitions.
        inHand.forEach((worker, batch) -> consumers.add(new Consumer(worker, 0, batch.count(), 0, batch.since())));
        return consumers;
    }

    /** The records that all consumers together have still to complete. */
    long lag() {
        return lag(current());
    }

    static long lag(List<Consumer> consumers) {
        return consumers.stream()
                .mapToLong(consumer -> consumer.inHand() + consumer.behind())
                .sum();
    }

    /** @param left what consumers have in hand; that of this one is taken out, so that it is counted once */
    private Consumer consumer(MessageListenerContainer container, Map<String, InHand> left) {
        Collection<TopicPartition> assigned = assigned(container);
        Map<TopicPartition, Long> lags = assigned.isEmpty() ? Map.of() : lags(container);
        List<PartitionProgress> states =
                assigned.stream().map(progress::of).filter(Objects::nonNull).toList();
        List<InHand> inHand = states.stream()
                .map(PartitionProgress::worker)
                .distinct()
                .map(left::remove)
                .filter(Objects::nonNull)
                .toList();
        long behind = assigned.stream()
                .mapToLong(partition -> lags.getOrDefault(partition, 0L))
                .sum();
        return new Consumer(
                String.valueOf(container.getListenerId()),
                assigned.size(),
                inHand.stream().mapToLong(InHand::count).sum(),
                behind,
                waitingSince(inHand, states, behind > 0));
    }

    private static @Nullable Instant waitingSince(List<InHand> inHand, List<PartitionProgress> states, boolean behind) {
        Instant oldestInHand =
                inHand.stream().map(InHand::since).min(Instant::compareTo).orElse(null);
        if (oldestInHand != null || !behind) {
            return oldestInHand;
        }
        return states.stream()
                .map(PartitionProgress::idleSince)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Collection<TopicPartition> assigned(MessageListenerContainer container) {
        Collection<TopicPartition> assigned = container.getAssignedPartitions();
        return assigned == null ? List.of() : List.copyOf(assigned);
    }

    /** What the consumer itself has measured at its last fetches. */
    private static Map<TopicPartition, Long> lags(MessageListenerContainer container) {
        Map<TopicPartition, Long> lags = new HashMap<>();
        for (Map<MetricName, ? extends Metric> metrics : container.metrics().values()) {
            metrics.forEach((name, metric) -> {
                String partition = name.tags().get("partition");
                if (name.name().equals(LAG)
                        && partition != null
                        && metric.metricValue() instanceof Double lag
                        && !lag.isNaN()) {
                    lags.put(
                            new TopicPartition(String.valueOf(name.tags().get("topic")), Integer.parseInt(partition)),
                            lag.longValue());
                }
            });
        }
        return lags;
    }
}
