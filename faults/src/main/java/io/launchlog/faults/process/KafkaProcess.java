package io.launchlog.faults.process;

import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;
import java.util.List;

/**
 * A Kafka broker in a child JVM.
 *
 * @param bootstrapServers where clients connect
 */
public record KafkaProcess(Child child, String bootstrapServers) implements AutoCloseable {

    /** Starts the JVM of one, empty, on a free port; {@link #ready} waits for it. */
    static Child launch(Path directory) {
        return Child.start(
                "kafka",
                Main.class,
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                List.of(directory.resolve("kafka").toString()),
                directory);
    }

    static KafkaProcess ready(Child child) {
        return new KafkaProcess(child, Starting.ready(child));
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
                ParentLine.serve(kafka.bootstrapServers(), Starting.NO_COMMAND);
            }
            // Whatever threads are left: nobody waits for them.
            System.exit(0);
        }
    }
}
