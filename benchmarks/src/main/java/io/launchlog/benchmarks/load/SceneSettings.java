package io.launchlog.benchmarks.load;

import java.nio.file.Path;
import java.util.List;

/**
 * What is set up.
 *
 * @param events in the index, 1 or more
 * @param services of each project, 1 or more
 * @param tokens one for each project
 * @param seed of the events
 * @param searchHeap of Elasticsearch, as {@code -Xmx} has it
 * @param serviceJvm options of the query service's JVM
 * @param directory for data and logs
 */
public record SceneSettings(
        int events,
        int services,
        List<String> tokens,
        long seed,
        String searchHeap,
        List<String> serviceJvm,
        Path directory) {

    /** @throws IllegalArgumentException when one is out of its bounds */
    public SceneSettings {
        tokens = List.copyOf(tokens);
        serviceJvm = List.copyOf(serviceJvm);
        if (events < 1 || services < 1) {
            throw new IllegalArgumentException(
                    "--events (" + events + ") and --services (" + services + ") have to be positive");
        }
    }
}
