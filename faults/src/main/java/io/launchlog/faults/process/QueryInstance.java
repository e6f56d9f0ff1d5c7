package io.launchlog.faults.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.query.QueryApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The query service in a child JVM, the real application with a token for each project. */
public final class QueryInstance implements AutoCloseable {

    private final Child child;
    private final QueryApi api;

    private QueryInstance(Child child, QueryApi api) {
        this.child = child;
        this.api = api;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param searchAddresses of all nodes of Elasticsearch: it goes past the proxy
     * @param projects that may read, each what is its own
     * @param directory where its log goes
     */
    public static QueryInstance start(List<String> searchAddresses, Collection<String> projects, Path directory) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=",
                "--spring.elasticsearch.uris=" + String.join(",", searchAddresses)));
        projects.forEach(
                project -> arguments.add("--launchlog.auth.static." + QueryApi.tokenOf(project) + "=" + project));
        Child child = Child.start("query", Main.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), arguments, directory);
        return new QueryInstance(child, new QueryApi("http://127.0.0.1:" + Starting.ready(child)));
    }

    /** Its clients' way in. */
    public QueryApi api() {
        return api;
    }

    @Override
    public void close() {
        try (api) {
            child.close();
        }
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(QueryApplication.class)
                    .properties("spring.config.name=query-service,application")
                    .run(arguments)) {
                ParentLine.serve(
                        context.getEnvironment().getRequiredProperty("local.server.port"), Starting.NO_COMMAND);
            }
            System.exit(0);
        }
    }
}
