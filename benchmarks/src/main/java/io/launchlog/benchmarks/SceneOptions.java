package io.launchlog.benchmarks;

import io.launchlog.benchmarks.load.SceneSettings;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the measurements that put load on one filled service. */
final class SceneOptions {

    @Option(names = "--events", paramLabel = "N", description = "Events in the index. Default: ${DEFAULT-VALUE}")
    private int events = 100_000;

    @Option(names = "--services", paramLabel = "N", description = "Services of each project. Default: ${DEFAULT-VALUE}")
    private int services = 10;

    /**
     * All settings together.
     *
     * @param tokens one for each project
     * @throws IllegalArgumentException when an option is out of its bounds
     */
    SceneSettings settings(CommonOptions common, List<String> tokens, List<String> serviceJvm, Workplace workplace) {
        return new SceneSettings(
                events, services, tokens, common.seed, common.backendsHeap, serviceJvm, workplace.directory());
    }
}
