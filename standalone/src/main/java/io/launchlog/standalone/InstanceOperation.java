package io.launchlog.standalone;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.command.Operations;
import io.launchlog.ingest.command.SpringArguments;
import io.launchlog.ingest.operations.OperationFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/**
 * An operation of {@link Operations} against the instance that runs on a data directory, unless it is told where Kafka
 * and Elasticsearch are.
 *
 * @param data the data directory
 * @param arguments the operation and its options
 */
record InstanceOperation(Path data, List<String> arguments) {

    private static final String OPTION = "--data";
    private static final String KAFKA = "spring.kafka.bootstrap-servers";
    private static final String ELASTICSEARCH = "spring.elasticsearch.uris";
    private static final String TOPIC = "launchlog.topic.name";

    InstanceOperation {
        arguments = List.copyOf(arguments);
    }

    /** Takes {@code --data DIR} out of the arguments; the last one counts. */
    static InstanceOperation of(String... arguments) {
        Path data = Path.of("data");
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                i++;
                data = Path.of(arguments[i]);
            } else if (arguments[i].startsWith(OPTION + "=")) {
                data = Path.of(arguments[i].substring(OPTION.length() + 1));
            } else {
                others.add(arguments[i]);
            }
        }
        return new InstanceOperation(data, others);
    }

    /** Runs it; the exit code is that of {@link Operations#run(Class, String[])}. */
    int run() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LogFile.use(logFile());
        return Operations.run(IngestApplication.class, arguments.toArray(String[]::new), this::place);
    }

    /** With the instance; where there is none, not a directory of its own is made. */
    Path logFile() {
        String operation = arguments.getFirst();
        return Files.isDirectory(data)
                ? new Workspace(data).logFile(operation)
                : Path.of(System.getProperty("java.io.tmpdir"), "launchlog-" + operation + ".log");
    }

    /**
     * Where the instance is.
     *
     * @throws OperationFailedException when none runs there and no address is among the arguments
     */
    Map<String, Object> place() {
        Workspace workspace = new Workspace(data);
        @Nullable Properties announced = workspace.announced().orElse(null);
        if (announced == null && !saysWhere()) {
            throw new OperationFailedException("No Launchlog runs on data directory " + workspace.directory()
                    + ": start one with './launchlog up --data " + workspace.directory() + "', or say with " + OPTION
                    + " where another one runs, or with --" + KAFKA + " and --" + ELASTICSEARCH);
        }
        Map<String, Object> place = new HashMap<>();
        if (announced != null) {
            put(place, KAFKA, announced.getProperty(Addresses.KAFKA));
            put(place, ELASTICSEARCH, announced.getProperty(Addresses.ELASTICSEARCH));
            put(place, TOPIC, announced.getProperty(Addresses.TOPIC));
        }
        return place;
    }

    private boolean saysWhere() {
        return arguments.stream()
                .flatMap(argument -> SpringArguments.propertyOf(argument).stream())
                .anyMatch(property -> property.equals(KAFKA) || property.equals(ELASTICSEARCH));
    }

    private static void put(Map<String, Object> place, String property, @Nullable String value) {
        if (value != null) {
            place.put(property, value);
        }
    }
}
