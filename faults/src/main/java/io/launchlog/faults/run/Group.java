package io.launchlog.faults.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The group of ingest as the broker sees it. May be shared by threads. */
final class Group implements AutoCloseable {

    private final Admin admin;
    private final String name;
    private final String topic;

    Group(String bootstrapServers, String name, String topic) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.name = name;
        this.topic = topic;
    }

    /** How many members have partitions, once the group is stable; 0 before. */
    int workingMembers() throws InterruptedException {
        try {
            ConsumerGroupDescription group =
                    admin.describeConsumerGroups(List.of(name)).all().get().get(name);
            if (group == null || group.groupState() != GroupState.STABLE) {
                return 0;
            }
            return (int) group.members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw new IllegalStateException("Kafka does not describe the group " + name, e);
        }
    }

    /** The committed offsets by partition; a partition without one is not there. */
    Map<Integer, Long> committed() throws InterruptedException {
        try {
            Map<Integer, Long> committed = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(name)
                    .partitionsToOffsetAndMetadata()
                    .get();
            offsets.forEach((partition, offset) -> {
                // Null for a partition that was never committed.
                if (offset != null && partition.topic().equals(topic)) {
                    committed.put(partition.partition(), offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw new IllegalStateException("Kafka does not tell the offsets of " + name, e);
        }
    }

    /** How many records are not committed yet. */
    long lag(int partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<Integer, Long> committed = committed();
        try {
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - committed.getOrDefault(end.getKey().partition(), 0L))
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell where " + topic + " ends", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
