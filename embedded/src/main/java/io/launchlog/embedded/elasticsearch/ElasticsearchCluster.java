package io.launchlog.embedded.elasticsearch;

import io.launchlog.embedded.LoopbackPort;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nodes that make one cluster, each of which can become its master. Every one of them has to know all.
 *
 * @param members 1 or more
 */
public record ElasticsearchCluster(List<Member> members) {

    /** @throws IllegalArgumentException when there is no member */
    public ElasticsearchCluster {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("An Elasticsearch cluster needs a member; this one has none");
        }
    }

    /**
     * A new cluster on ports that are free now.
     *
     * @param size 1 or more
     */
    public static ElasticsearchCluster ofSize(int size) {
        List<Integer> ports = LoopbackPort.free(2 * size);
        return new ElasticsearchCluster(IntStream.rangeClosed(1, size)
                .mapToObj(number -> new Member("node-" + number, ports.get(number - 1), ports.get(size + number - 1)))
                .toList());
    }

    /** Where clients connect, one address a node. */
    public List<String> httpAddresses() {
        return members.stream().map(Member::httpAddress).toList();
    }

    List<String> transportAddresses() {
        return members.stream()
                .map(member -> LoopbackPort.HOST + ":" + member.transportPort())
                .toList();
    }

    List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /**
     * One node of a cluster.
     *
     * @param httpPort where clients connect
     * @param transportPort where the other nodes connect
     */
    public record Member(String name, int httpPort, int transportPort) {

        /** Such as {@code http://127.0.0.1:9200}. */
        public String httpAddress() {
            return "http://" + LoopbackPort.HOST + ":" + httpPort;
        }
    }
}
