package io.launchlog.faults.run;

import io.launchlog.faults.events.EventStream;
import io.launchlog.faults.fault.Fault;
import io.launchlog.faults.fault.Scale;
import io.launchlog.faults.process.Cluster;
import io.launchlog.faults.process.QueryInstance;
import io.launchlog.faults.process.SearchApi;
import io.launchlog.model.event.ServiceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Backends on which one fault after the other is run, each with a topic, a group and instances of its own. */
public final class FaultSuite implements AutoCloseable {

    private final Cluster cluster;
    private final SearchApi search;
    private final QueryInstance query;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * Starts the backends.
     *
     * @param size how many brokers, and how many nodes of Elasticsearch; 1 or more
     * @param directory for their data and the logs of all children
     */
    public FaultSuite(int size, Path directory, Clock clock, Consumer<String> progress) {
        this.cluster = Cluster.start(size, directory);
        this.search = new SearchApi(cluster.searchAddresses());
        try {
            this.query = QueryInstance.start("query", cluster.searchAddresses(), projects(), directory);
            query.awaitReady();
        } catch (RuntimeException e) {
            search.close();
            cluster.close();
            throw e;
        }
        this.clock = clock;
        this.progress = progress;
    }

    private static Set<String> projects() {
        return EventStream.services().stream().map(ServiceKey::projectId).collect(Collectors.toSet());
    }

    /**
     * Runs one fault.
     *
     * @param events about how many records are published
     */
    public FaultReport run(Fault fault, Scale scale, long seed, int events) throws IOException, InterruptedException {
        search.deleteAll();
        try (FaultRun run = new FaultRun(cluster, search, query.api(), fault, scale, seed, clock.millis(), progress)) {
            return run.perform(events);
        }
    }

    @Override
    public void close() {
        try (cluster;
                search) {
            query.close();
        }
    }
}
