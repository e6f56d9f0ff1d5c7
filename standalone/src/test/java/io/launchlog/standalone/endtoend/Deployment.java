package io.launchlog.standalone.endtoend;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.query.QueryApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Both services, each an application of its own as in production, on the backends that are asked for. One for the whole
 * suite: tests keep apart by using projects of their own.
 */
final class Deployment implements AutoCloseable {

    /** Every token is of the project of the same name. */
    static final List<String> PROJECTS =
            List.of("publishing", "modes", "order", "poison", "elasticsearch-outage", "ingest-outage");

    private final TestBackends backends;
    private final ConfigurableApplicationContext query;
    private @Nullable ConfigurableApplicationContext ingest;

    private Deployment(TestBackends backends) {
        this.backends = backends;
        startIngest();
        List<String> arguments = new ArrayList<>(List.of("--launchlog.query.drain=0s"));
        PROJECTS.forEach(project -> arguments.add("--launchlog.auth.static." + project + "=" + project));
        this.query = run(QueryApplication.class, "query-service", arguments);
    }

    static Deployment start() {
        return new Deployment(TestBackends.start());
    }

    TestBackends backends() {
        return backends;
    }

    void startIngest() {
        ingest = run(IngestApplication.class, IngestApplication.CONFIGURATION, List.of("--launchlog.retry.maximum=1s"));
    }

    void stopIngest() {
        Objects.requireNonNull(ingest, "ingest does not run").close();
        ingest = null;
    }

    String queryAddress() {
        return address(query);
    }

    String ingestAddress() {
        return address(Objects.requireNonNull(ingest, "ingest does not run"));
    }

    @Override
    public void close() {
        query.close();
        if (ingest != null) {
            ingest.close();
        }
        backends.close();
    }

    private ConfigurableApplicationContext run(Class<?> service, String configuration, List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        arguments.add("--spring.config.name=" + configuration);
        arguments.add("--spring.kafka.bootstrap-servers=" + backends.kafka());
        arguments.add("--spring.elasticsearch.uris=" + backends.elasticsearch());
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=0");
        SpringApplication application = new SpringApplication(service);
        application.setRegisterShutdownHook(false);
        return application.run(arguments.toArray(String[]::new));
    }

    private static String address(ConfigurableApplicationContext context) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer(), "no web server")
                .getPort();
        return "http://127.0.0.1:" + port;
    }
}
