package io.launchlog.benchmarks.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.query.QueryApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The query service in a child JVM: the real application with its own configuration. */
public final class QueryProcess implements AutoCloseable {

    /** The token that it accepts. */
    public static final String TOKEN = "benchmark";

    private static final Duration START = Duration.ofSeconds(90);

    private final Child child;
    private final int port;

    private QueryProcess(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param project that the token is for
     * @param jvmOptions with the heap
     */
    public static QueryProcess start(Backends backends, String project, List<String> jvmOptions, Path directory) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=",
                "--server.address=127.0.0.1",
                "--spring.elasticsearch.uris=" + backends.httpAddress(),
                "--launchlog.auth.static." + TOKEN + "=" + project));
        Child child = Child.start("query", Main.class, jvmOptions, arguments, directory);
        try {
            return new QueryProcess(child, Integer.parseInt(child.awaitReady(START)));
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /** Where it answers. */
    public String httpAddress() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(QueryApplication.class)
                    .properties("spring.config.name=query-service,application")
                    .run(arguments)) {
                String port = context.getEnvironment().getRequiredProperty("local.server.port");
                ParentLine.serve(port, command -> {
                    throw new IllegalArgumentException("There is no command " + command);
                });
            }
            System.exit(0);
        }
    }
}
