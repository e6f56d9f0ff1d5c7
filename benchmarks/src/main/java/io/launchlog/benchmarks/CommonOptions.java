package io.launchlog.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all measurements have. */
final class CommonOptions {

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results there too; those of other measurements, if the file has them, are kept.")
    @Nullable
    Path json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where a directory for the data of this run is made, and deleted in the end."
                    + " Default: the directory for temporary files.")
    @Nullable
    Path data;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Other events, other order of requests. Default: ${DEFAULT-VALUE}")
    long seed = 1;

    @Option(
            names = "--backends-heap",
            paramLabel = "SIZE",
            description = "Heap of Elasticsearch, and of Kafka where it is needed. Default: ${DEFAULT-VALUE}")
    String backendsHeap = "2g";

    @Option(
            names = "--service-heap",
            paramLabel = "SIZE",
            description = "Heap of the service that is measured. Default: ${DEFAULT-VALUE}")
    String serviceHeap = "256m";

    @Option(
            names = "--service-jvm-option",
            paramLabel = "OPTION",
            description = "An option for its JVM beside the heap; repeatable. Default:"
                    + " -XX:+UseSerialGC, as the README has it for a small heap")
    List<String> serviceJvmOptions = List.of("-XX:+UseSerialGC");

    @Option(names = "--help", usageHelp = true, description = "Explain the options.")
    boolean help;

    /** The JVM options of the service that is measured. */
    List<String> serviceJvm() {
        List<String> options = new ArrayList<>(List.of("-Xmx" + serviceHeap));
        options.addAll(serviceJvmOptions);
        return List.copyOf(options);
    }
}
