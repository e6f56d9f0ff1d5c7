package io.launchlog.faults.process;

import io.launchlog.embedded.process.Child;
import java.nio.file.Path;

/** The backends of a run, each in a JVM of its own. */
public record Cluster(KafkaProcess kafka, ElasticsearchProcess elasticsearch, Path directory) implements AutoCloseable {

    /**
     * Starts them, empty.
     *
     * @param directory for their data and the logs of all children
     */
    public static Cluster start(Path directory) {
        Child kafka = KafkaProcess.launch(directory);
        try {
            // Meanwhile the other one starts.
            ElasticsearchProcess elasticsearch = ElasticsearchProcess.start(directory);
            try {
                return new Cluster(KafkaProcess.ready(kafka), elasticsearch, directory);
            } catch (RuntimeException e) {
                elasticsearch.close();
                throw e;
            }
        } catch (RuntimeException e) {
            kafka.kill();
            throw e;
        }
    }

    @Override
    public void close() {
        try (kafka) {
            elasticsearch.close();
        }
    }
}
