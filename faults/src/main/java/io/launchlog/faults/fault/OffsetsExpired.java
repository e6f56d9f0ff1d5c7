package io.launchlog.faults.fault;

import io.launchlog.faults.process.IngestInstance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** Ingest was away for so long that Kafka has forgotten what it had committed: everything is read again. */
final class OffsetsExpired implements Fault {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    @Override
    public String name() {
        return "offsets-expired";
    }

    @Override
    public String description() {
        return "all of ingest is killed, and Kafka forgets its committed offsets";
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        scene.pauseUpTo(scene.scale().hold());
        scene.instances().forEach(IngestInstance::kill);
        scene.atRest().run();
        forget(scene);
        scene.instances().forEach(IngestInstance::restart);
        scene.instances().forEach(IngestInstance::awaitReady);
        return 1;
    }

    /** Possible once the group has noticed that its members are gone. */
    private static void forget(Scene scene) throws IOException, InterruptedException {
        long end = System.nanoTime() + IngestInstance.SESSION.multipliedBy(5).toNanos();
        try (Admin admin = scene.cluster().admin()) {
            while (true) {
                try {
                    admin.deleteConsumerGroups(List.of(scene.topic())).all().get();
                    return;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof GroupIdNotFoundException) {
                        // It was forgotten before: the answer came too late, and Kafka's client has asked again.
                        return;
                    }
                    if (!(e.getCause() instanceof GroupNotEmptyException) || System.nanoTime() - end > 0) {
                        throw new IOException("Kafka does not forget the group: " + e.getCause(), e);
                    }
                    scene.pause(BETWEEN);
                }
            }
        }
    }
}
