package io.launchlog.faults.process;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.query.QueryApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The query service in a child JVM, the real application with a token for each project. It keeps its ports when it is
 * started anew.
 */
public final class QueryInstance implements AutoCloseable {

    private final String name;
    private final String address;
    private final String managementAddress;
    private final List<String> arguments;
    private final Path directory;
    private final QueryApi api;
    private Child child;

    private QueryInstance(String name, int port, int managementPort, List<String> arguments, Path directory) {
        this.name = name;
        this.address = address(port);
        this.managementAddress = address(managementPort);
        this.arguments = arguments;
        this.directory = directory;
        this.api = new QueryApi(address);
        this.child = launch();
    }

    private static String address(int port) {
        return "http://" + LoopbackPort.HOST + ":" + port;
    }

    /**
     * Starts one; {@link #awaitReady} waits for it, so that several can start side by side.
     *
     * @param searchAddresses of all nodes of Elasticsearch: it goes past the proxy
     * @param projects that may read, each what is its own
     * @param directory where its log goes
     */
    public static QueryInstance start(
            String name, List<String> searchAddresses, Collection<String> projects, Path directory) {
        int port = LoopbackPort.free();
        int managementPort = LoopbackPort.free();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                // As long as Balancer takes to believe three silent looks at one instance.
                "--launchlog.query.drain=10s",
                "--spring.elasticsearch.uris=" + String.join(",", searchAddresses)));
        projects.forEach(
                project -> arguments.add("--launchlog.auth.static." + QueryApi.tokenOf(project) + "=" + project));
        return new QueryInstance(name, port, managementPort, arguments, directory);
    }

    private Child launch() {
        return Child.start(name, Main.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), arguments, directory);
    }

    /** Waits until it answers. */
    public void awaitReady() {
        var _ = Starting.ready(child);
    }

    /** Its clients' way in. */
    public QueryApi api() {
        return api;
    }

    /** Where it answers. */
    String address() {
        return address;
    }

    /** What it says of itself. */
    Readiness.Look readiness() throws InterruptedException {
        return Readiness.at(managementAddress);
    }

    /**
     * Tells it to end ({@code SIGTERM}), waits until it is gone, starts it anew and waits until it is ready.
     *
     * @param grace how long it may take to end, and to be ready
     */
    public void restart(Duration grace) throws InterruptedException {
        child.terminate(grace);
        child = launch();
        awaitReady();
        Readiness.await(name, managementAddress, grace);
    }

    /** Nobody sends requests any more. */
    @Override
    public void close() {
        try (api) {
            child.kill();
        }
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(QueryApplication.class)
                    .properties("spring.config.name=query-service,application")
                    .run(arguments)) {
                ParentLine.serve(String.valueOf(context.getId()), Starting.NO_COMMAND);
            }
            System.exit(0);
        }
    }
}
