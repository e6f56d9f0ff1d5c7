package io.launchlog.ingest.verify;

import io.launchlog.ingest.consume.TopicProperties;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** How far ingest has come. */
@Component
class IngestGroup {

    private static final long TIMEOUT_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** For an ingest that has just been started, until its consumers are in the group. */
    private static final Duration JOINING = Duration.ofSeconds(10);

    private final KafkaAdmin kafkaAdmin;
    private final ConsumerFactory<?, ?> consumers;
    private final LogReader log;
    private final TopicIds topicIds;
    private final String topic;

    IngestGroup(
            KafkaAdmin kafkaAdmin,
            ConsumerFactory<?, ?> consumers,
            LogReader log,
            TopicIds topicIds,
            TopicProperties properties) {
        this.kafkaAdmin = kafkaAdmin;
        this.consumers = consumers;
        this.log = log;
        this.topicIds = topicIds;
        this.topic = properties.name();
    }

    /**
     * Waits until ingest has committed all records before those offsets, as long as it is there and no longer than that.
     *
     * @param ends by partition
     * @return what is committed, by partition; partitions without a commit are missing
     * @throws OperationFailedException also when nobody has committed anything in the group, though there are records, and
     *     nobody is in it: nothing would be compared
     */
    Map<Integer, Long> awaitCommitted(Map<Integer, Long> ends, Duration longest, Progress progress) {
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            long start = System.nanoTime();
            Map<Integer, Long> before = Map.of();
            Map<Integer, Long> settled = Map.of();
            while (true) {
                Map<Integer, Long> committed = committed(admin);
                boolean known = !committed.isEmpty();
                if (committed.equals(before)) {
                    // It goes no further for now: maybe there is nothing further.
                    settled = settled.isEmpty() ? log.passingMarkers(topic, committed, ends) : settled;
                    committed = settled;
                } else {
                    before = committed;
                    settled = Map.of();
                }
                long open = open(ends, committed);
                if (open == 0) {
                    return committed;
                }
                boolean running = isRunning(admin);
                if (!known && !running) {
                    if (isOver(start, JOINING)) {
                        throw nobody();
                    }
                } else if (!running || isOver(start, longest)) {
                    return committed;
                }
                progress.waiting(open);
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Verifying was interrupted", e);
        }
    }

    private static boolean isOver(long start, Duration time) {
        return System.nanoTime() - start >= time.toNanos();
    }

    private OperationFailedException nobody() {
        return new OperationFailedException("Nothing can be compared: in the consumer group " + group()
                + " nobody has committed anything of " + topic + ", and no ingest is in it. Give verify the group"
                + " of ingest (spring.kafka.consumer.group-id). If it is that, ingest has never run, or was away for longer"
                + " than Kafka keeps commits: start it");
    }

    private static long open(Map<Integer, Long> ends, Map<Integer, Long> committed) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Whether a consumer of the group is there. */
    boolean isRunning() {
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            return isRunning(admin);
        }
    }

    private boolean isRunning(Admin admin) {
        return get(admin.describeConsumerGroups(List.of(group())).all(), Map.of()).values().stream()
                .anyMatch(group -> !group.members().isEmpty());
    }

    private Map<Integer, Long> committed(Admin admin) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata(), Map.of());
        Uuid topicId = topicIds.find(topic).orElse(Uuid.ZERO_UUID);
        Map<Integer, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            // One of an earlier topic says nothing of this one (see TopicWatch in consume).
            if (offset != null && partition.topic().equals(topic) && TopicIds.mayBeOf(topicId, offset)) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    private String group() {
        return String.valueOf(consumers.getConfigurationProperties().get(ConsumerConfig.GROUP_ID_CONFIG));
    }

    /** @param ofNoGroup the answer when ingest has never run */
    private <T> T get(KafkaFuture<T> answer, T ofNoGroup) {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Verifying was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            if (cause instanceof GroupIdNotFoundException) {
                return ofNoGroup;
            }
            throw new OperationFailedException("Kafka tells nothing of the group " + group() + ": " + cause, e);
        }
    }
}
