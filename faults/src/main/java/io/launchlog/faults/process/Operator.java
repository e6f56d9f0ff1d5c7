package io.launchlog.faults.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.command.Operations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The operators' commands, in a child JVM with the heap that the launcher gives them; what they say is in its log. */
public final class Operator {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final List<String> properties;
    private final Path directory;

    /**
     * Prepares one.
     *
     * @param elasticsearch where it finds Elasticsearch, several addresses with commas between them
     * @param group of ingest
     * @param directory where the log goes
     */
    public Operator(String bootstrapServers, String elasticsearch, String topic, String group, Path directory) {
        this.properties = List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.elasticsearch.uris=" + elasticsearch,
                "--launchlog.topic.name=" + topic,
                "--spring.kafka.consumer.group-id=" + group);
        this.directory = directory;
    }

    /**
     * Runs a command to its end.
     *
     * @param name of its log
     * @param command the command and its options
     * @return its exit code
     */
    public int run(String name, String... command) {
        List<String> arguments =
                Stream.concat(Stream.of(command), properties.stream()).toList();
        try (Child child =
                Child.start(name, Main.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), arguments, directory)) {
            return Integer.parseInt(child.awaitReady(LONGEST));
        }
    }

    /** The child; it is ready when it is done. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            int exitCode = Operations.run(IngestApplication.class, arguments);
            ParentLine.serve(Integer.toString(exitCode), Starting.NO_COMMAND);
            System.exit(0);
        }
    }
}
