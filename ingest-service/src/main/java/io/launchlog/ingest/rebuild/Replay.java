package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.consume.TopicProperties;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.UngroupedConsumers;
import io.launchlog.ingest.log.Workers;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.verify.DeadLetterReader;
import io.launchlog.ingest.verify.DeadLetters;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Reads the log from its beginning and stores its events in a generation. How far it has come is committed in Kafka,
 * for a group of the generation's own, so that a replay that was killed goes on from there.
 */
@Component
class Replay {

    private final UngroupedConsumers consumers;
    private final ReplayBatches batches;
    private final DeadLetterReader deadLetters;
    private final KafkaAdmin kafkaAdmin;
    private final String topic;
    private final String ingestGroup;

    Replay(
            UngroupedConsumers consumers,
            ConsumerFactory<?, ?> factory,
            ReplayBatches batches,
            DeadLetterReader deadLetters,
            KafkaAdmin kafkaAdmin,
            TopicProperties properties) {
        this.consumers = consumers;
        this.batches = batches;
        this.deadLetters = deadLetters;
        this.kafkaAdmin = kafkaAdmin;
        this.topic = properties.name();
        this.ingestGroup = String.valueOf(factory.getConfigurationProperties().get(ConsumerConfig.GROUP_ID_CONFIG));
    }

    /** One partition's stretch: from the first offset that is not replayed yet to behind the last. */
    private record Stretch(TopicPartition partition, long from, long to) {}

    /**
     * Stores everything that is on the log when it is called.
     *
     * @param threads how many partitions at once
     * @throws OperationFailedException when Kafka does not give it, or the lease is lost
     */
    void run(IndexNames names, int threads, Lease lease, RebuildProgress progress) {
        List<Stretch> stretches = stretches(group(names.generation()), progress);
        DeadLetters letters = deadLetters.read(topic);
        progress.replaying(stretches.stream()
                .mapToLong(stretch -> stretch.to() - stretch.from())
                .sum());
        Workers.runAll(Workers.deal(stretches, threads).stream()
                .<Runnable>map(
                        dealt -> () -> dealt.forEach(stretch -> replay(names, stretch, letters, lease, progress)))
                .toList());
        progress.replayed();
    }

    private List<Stretch> stretches(String group, RebuildProgress progress) {
        try (KafkaConsumer<byte[], byte[]> consumer = open(group)) {
            List<TopicPartition> partitions = UngroupedConsumers.partitions(consumer, topic);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> replayed = consumer.committed(Set.copyOf(partitions));
            List<Stretch> stretches = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata committed = replayed.get(partition);
                long from =
                        Math.max(beginnings.getOrDefault(partition, 0L), committed == null ? 0 : committed.offset());
                if (committed != null && committed.offset() < from) {
                    progress.say(partition + ": Kafka has dropped the records from offset " + committed.offset()
                            + " to " + (from - 1) + " since the rebuild was cut off");
                }
                long to = ends.getOrDefault(partition, 0L);
                if (from < to) {
                    stretches.add(new Stretch(partition, from, to));
                }
            }
            return stretches;
        }
    }

    private void replay(IndexNames names, Stretch stretch, DeadLetters letters, Lease lease, RebuildProgress progress) {
        try (KafkaConsumer<byte[], byte[]> consumer = open(group(names.generation()))) {
            TopicPartition partition = stretch.partition();
            consumer.assign(List.of(partition));
            consumer.seek(partition, stretch.from());
            long position = stretch.from();
            while (position < stretch.to()) {
                ConsumerRecords<byte[], byte[]> records = LogReader.poll(consumer, partition);
                int stored = batches.store(names, records.records(partition), letters, lease, progress::heldUp);
                long next = consumer.position(partition);
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
                progress.passed(Math.min(next, stretch.to()) - position, stored);
                position = next;
            }
        }
    }

    /** Forgets how far the replay of that generation came. */
    void forget(Generation generation) {
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            KafkaFuture<Void> deleted =
                    admin.deleteConsumerGroups(List.of(group(generation))).all();
            deleted.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Rebuilding was interrupted", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new OperationFailedException(
                        "Kafka did not delete the group " + group(generation) + ": " + e.getCause(), e);
            }
        }
    }

    private String group(Generation generation) {
        return ingestGroup + "-rebuild-" + generation.label();
    }

    private KafkaConsumer<byte[], byte[]> open(String group) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // What retention has cut away meanwhile must not be passed over silently.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return consumers.open(properties);
    }
}
