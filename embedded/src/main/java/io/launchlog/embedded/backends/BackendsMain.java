package io.launchlog.embedded.backends;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;

/**
 * One Kafka broker and one Elasticsearch node, empty, on free ports. Says {@code #launchlog answer BOOTSTRAP_SERVERS
 * HTTP_ADDRESS} when both serve, and ends with its standard input.
 */
public final class BackendsMain {

    private BackendsMain() {}

    /** @param arguments the folder for the data of both, which is there */
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
