package io.launchlog.benchmarks.process;

import io.launchlog.embedded.backends.BackendsMain;
import io.launchlog.embedded.process.Child;
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
                BackendsMain.class,
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
}
