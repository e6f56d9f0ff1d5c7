package io.launchlog.faults.fault;

import io.launchlog.faults.process.MemberProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Members of the clusters, by what they are at the moment. */
final class Victims {

    private Victims() {}

    static MemberProcess anyBroker(Scene scene) {
        return any(scene, scene.cluster().brokers());
    }

    static MemberProcess anyNode(Scene scene) {
        return any(scene, scene.cluster().nodes());
    }

    /** The broker whose controller leads the others. */
    static MemberProcess controller(Scene scene) throws IOException, InterruptedException {
        try (Admin admin = scene.cluster().admin()) {
            int leader = admin.describeMetadataQuorum().quorumInfo().get().leaderId();
            return scene.cluster().broker(leader);
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not tell its controller: " + e.getCause(), e);
        }
    }

    static MemberProcess master(Scene scene) throws IOException {
        String name = scene.search()
                .call("GET", "/_cat/master?format=json&h=node", "")
                .path(0)
                .path("node")
                .asString("");
        return scene.cluster().node(name);
    }

    private static MemberProcess any(Scene scene, List<MemberProcess> members) {
        return members.get(scene.random().nextInt(members.size()));
    }
}
