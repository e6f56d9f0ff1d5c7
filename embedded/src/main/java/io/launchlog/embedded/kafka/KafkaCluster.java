package io.launchlog.embedded.kafka;

import io.launchlog.embedded.LoopbackPort;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * The brokers that make one cluster, each a controller too. Every one of them has to know all, before the first starts.
 *
 * @param id of the cluster, as Kafka writes a UUID
 * @param members 1 or more, by node number
 */
public record KafkaCluster(String id, List<Member> members) {

    /** @throws IllegalArgumentException when there is no member */
    public KafkaCluster {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A Kafka cluster needs a member; this one has none");
        }
    }

    /**
     * A new cluster on ports that are free now.
     *
     * @param size 1 or more
     */
    public static KafkaCluster ofSize(int size) {
        List<Integer> ports = LoopbackPort.free(2 * size);
        return new KafkaCluster(
                Uuid.randomUuid().toString(),
                IntStream.rangeClosed(1, size)
                        .mapToObj(node -> new Member(node, ports.get(node - 1), ports.get(size + node - 1)))
                        .toList());
    }

    /** A broker with no others. */
    static KafkaCluster alone(int port) {
        return new KafkaCluster(
                Uuid.randomUuid().toString(), List.of(new Member(BrokerSettings.NODE_ID, port, LoopbackPort.free())));
    }

    /** Of all members, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return members.stream().map(Member::address).collect(Collectors.joining(","));
    }

    /** Who votes, as {@code controller.quorum.voters} wants it. */
    String voters() {
        return members.stream()
                .map(member -> "%d@%s:%d".formatted(member.nodeId(), LoopbackPort.HOST, member.controllerPort()))
                .collect(Collectors.joining(","));
    }

    /**
     * One broker of a cluster.
     *
     * @param nodeId from 1
     * @param port where clients and the other brokers connect
     * @param controllerPort where controllers connect
     */
    public record Member(int nodeId, int port, int controllerPort) {

        /** Where clients connect, such as {@code 127.0.0.1:9092}. */
        public String address() {
            return LoopbackPort.HOST + ":" + port;
        }
    }
}
