package io.launchlog.faults.process;

import io.launchlog.embedded.elasticsearch.ElasticsearchCluster;
import io.launchlog.embedded.kafka.KafkaCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The backends of a run, each member in a JVM of its own.
 *
 * @param bootstrapServers of all brokers, where clients of Kafka connect
 * @param brokers of Kafka, each a controller too
 * @param searchAddresses of all nodes, where clients of Elasticsearch connect
 * @param nodes of Elasticsearch, each of which can be the master
 * @param directory with their data and the logs of all children
 */
public record Cluster(
        String bootstrapServers,
        List<MemberProcess> brokers,
        List<String> searchAddresses,
        List<MemberProcess> nodes,
        Path directory)
        implements AutoCloseable {

    public Cluster {
        brokers = List.copyOf(brokers);
        searchAddresses = List.copyOf(searchAddresses);
        nodes = List.copyOf(nodes);
    }

    /**
     * Starts them, empty.
     *
     * @param size how many brokers, and how many nodes; 1 or more
     */
    public static Cluster start(int size, Path directory) {
        KafkaCluster kafka = KafkaCluster.ofSize(size);
        ElasticsearchCluster elasticsearch = ElasticsearchCluster.ofSize(size);
        List<MemberProcess> brokers = new ArrayList<>();
        List<MemberProcess> nodes = new ArrayList<>();
        try {
            kafka.members().forEach(member -> brokers.add(Broker.launch(kafka, member, directory)));
            elasticsearch.members().forEach(member -> nodes.add(SearchNode.launch(elasticsearch, member, directory)));
            Stream.of(brokers, nodes).flatMap(List::stream).forEach(MemberProcess::awaitReady);
            return new Cluster(kafka.bootstrapServers(), brokers, elasticsearch.httpAddresses(), nodes, directory);
        } catch (RuntimeException e) {
            Stream.of(brokers, nodes).flatMap(List::stream).forEach(MemberProcess::kill);
            throw e;
        }
    }

    /** A new client of Kafka for administration, to be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** The broker with that number. */
    public MemberProcess broker(int nodeId) {
        return named(brokers, Broker.nameOf(nodeId));
    }

    /** The node that Elasticsearch calls so. */
    public MemberProcess node(String name) {
        return named(nodes, name);
    }

    private static MemberProcess named(List<MemberProcess> members, String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + name + " in the cluster"));
    }

    /** At once: nobody needs their data any more, and the last of a cluster could not stop in order. */
    @Override
    public void close() {
        Stream.of(nodes, brokers).flatMap(List::stream).forEach(MemberProcess::kill);
    }
}
