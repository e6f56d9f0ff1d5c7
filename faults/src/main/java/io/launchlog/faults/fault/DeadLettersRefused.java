package io.launchlog.faults.fault;

import io.launchlog.ingest.operations.RetryCause;
import io.launchlog.model.wire.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** The topic of dead letters takes nothing: no letter, whatever is left out of it, is as small as it allows. */
final class DeadLettersRefused implements Fault {

    private static final int NOTHING_FITS = 64;

    @Override
    public String name() {
        return "dead-letters-refused";
    }

    @Override
    public String description() {
        return "the topic of dead letters refuses every record";
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        long before = scene.retries(RetryCause.DEAD_LETTER_TOPIC);
        limit(scene, NOTHING_FITS);
        try {
            // The burst may be through by now.
            scene.stream().everyPoison().forEach(scene.publisher()::publish);
            scene.pause(scene.scale().hold());
        } finally {
            limit(scene, Topics.MAXIMUM_DEAD_LETTER_BYTES);
        }
        return scene.retries(RetryCause.DEAD_LETTER_TOPIC) - before;
    }

    private static void limit(Scene scene, int bytes) throws IOException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.deadLettersOf(scene.topic()));
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                AlterConfigOp.OpType.SET);
        try (Admin admin = scene.cluster().admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        } catch (ExecutionException e) {
            throw new IOException("The limit of the dead letters' topic was not changed: " + e.getCause(), e);
        }
    }
}
