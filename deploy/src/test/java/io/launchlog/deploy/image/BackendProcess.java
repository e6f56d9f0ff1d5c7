package io.launchlog.deploy.image;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Kafka and Elasticsearch in a process of their own.
 *
 * @param kafka host and port
 * @param elasticsearch such as {@code http://127.0.0.1:9200}
 */
record BackendProcess(Child child, String kafka, String elasticsearch) implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    /** @param folder for data and log */
    static BackendProcess start(Path folder) {
        Child child = Child.start(
                "backends",
                Main.class,
                List.of("-Xmx768m", "--add-modules=jdk.incubator.vector", "-Des.nativelibs.path=" + folder),
                List.of(folder.toString()),
                folder);
        try {
            String[] addresses = child.awaitReady(START).split(" ", 2);
            return new BackendProcess(child, addresses[0], addresses[1]);
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                    EmbeddedElasticsearch elasticsearch =
                            EmbeddedElasticsearch.start(folder.resolve("elasticsearch"), 0)) {
                ParentLine.serve(kafka.bootstrapServers() + " " + elasticsearch.httpAddress(), command -> {
                    throw new IllegalArgumentException("There is no command " + command);
                });
            }
            System.exit(0);
        }
    }
}
