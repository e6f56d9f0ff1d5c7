package io.launchlog.benchmarks.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.query.QueryApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The query service in a child JVM: the real application with its own configuration. */
public final class QueryProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    /** Also when it has far more to do than it can. */
    private static final Duration REACTION = Duration.ofSeconds(30);

    private static final String MEMORY = "memory";
    private static final String COLLECT = "collect";

    private final Child child;
    private final int port;

    private QueryProcess(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param elasticsearch its address
     * @param projects by the tokens that may read them, which are letters, digits and dashes
     * @param jvmOptions with the heap
     */
    public static QueryProcess start(
            String elasticsearch, Map<String, String> projects, List<String> jvmOptions, Path directory) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=",
                "--server.address=127.0.0.1",
                "--launchlog.query.drain=0s",
                "--spring.elasticsearch.uris=" + elasticsearch));
        projects.forEach((token, project) -> arguments.add("--launchlog.auth.static." + token + "=" + project));
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

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What it takes now. */
    public ProcessMemory memory() {
        return ProcessMemory.parse(child.ask(MEMORY, REACTION));
    }

    /** What it takes after a full garbage collection, which it is made to do. */
    public ProcessMemory memoryWithoutGarbage() {
        return ProcessMemory.parse(child.ask(COLLECT, REACTION));
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
                ParentLine.serve(port, Main::answer);
            }
            System.exit(0);
        }

        private static String answer(String command) throws IOException {
            switch (command) {
                case MEMORY -> {}
                case COLLECT -> ManagementFactory.getMemoryMXBean().gc();
                default -> throw new IllegalArgumentException("There is no command " + command);
            }
            return ProcessMemory.ofThisJvm().toText();
        }
    }
}
