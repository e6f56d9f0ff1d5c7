package io.launchlog.benchmarks.process;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Kafka and Elasticsearch in one child JVM.
 *
 * @param bootstrapServers of Kafka
 * @param httpAddress of Elasticsearch
 */
public record Backends(Child child, String bootstrapServers, String httpAddress) implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    /**
     * Starts both, empty.
     *
     * @param heap as {@code -Xmx} has it
     * @param directory for data and log
     */
    public static Backends start(String heap, Path directory) {
        Child child = Child.start(
                "backends",
                Main.class,
                List.of(
                        "-Xms" + heap,
                        "-Xmx" + heap,
                        "--add-modules=jdk.incubator.vector",
                        "-Des.nativelibs.path=" + directory),
                List.of(directory.toString()),
                directory);
        String[] addresses;
        try {
            addresses = child.awaitReady(START).split(" ", 2);
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
        return new Backends(child, addresses[0], addresses[1]);
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                    EmbeddedElasticsearch elasticsearch =
                            EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0)) {
                ParentLine.serve(kafka.bootstrapServers() + " " + elasticsearch.httpAddress(), command -> {
                    throw new IllegalArgumentException("There is no command " + command);
                });
            }
            // Whatever threads are left: nobody waits for them.
            System.exit(0);
        }
    }
}
