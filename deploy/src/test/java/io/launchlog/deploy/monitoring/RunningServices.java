package io.launchlog.deploy.monitoring;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.query.QueryApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Both services as their jars start them, on the embedded backends. There are two of query: one with a token of its own,
 * one that asks a Keystone which does not answer, as only that one has the metrics of its questions.
 */
final class RunningServices implements AutoCloseable {

    private static final String TOKEN = "a-token";
    private static final String EVENTS = "/v1/monitored/services/a-service/events";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    /** What ends each part, the newest first. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    private final ConfigurableApplicationContext ingest;
    private final ConfigurableApplicationContext query;
    private final ConfigurableApplicationContext queryWithKeystone;

    private RunningServices(Path directory) {
        ends.push(http::close);
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        ends.push(kafka::close);
        EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
        ends.push(elasticsearch::close);
        ingest = run(
                IngestApplication.class,
                IngestApplication.CONFIGURATION,
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "spring.elasticsearch.uris=" + elasticsearch.httpAddress());
        query = run(
                QueryApplication.class,
                "query-service",
                "spring.elasticsearch.uris=" + elasticsearch.httpAddress(),
                "management.server.port=0",
                "launchlog.query.drain=0s",
                "launchlog.auth.static." + TOKEN + "=monitored");
        queryWithKeystone = run(
                QueryApplication.class,
                "query-service",
                "spring.elasticsearch.uris=" + elasticsearch.httpAddress(),
                "management.server.port=0",
                "launchlog.query.drain=0s",
                "launchlog.auth.mode=keystone",
                "launchlog.auth.keystone.url=http://127.0.0.1:" + LoopbackPort.free() + "/v3",
                "launchlog.auth.keystone.username=query",
                "launchlog.auth.keystone.password=none");
    }

    static RunningServices start(Path directory) {
        return new RunningServices(directory);
    }

    /** Asks each service something, and takes then what it exports, under the job of the service. */
    void scrapeInto(Exposition exposition) throws Exception {
        get(query, "local.server.port", EVENTS);
        get(queryWithKeystone, "local.server.port", EVENTS);

        exposition.add("launchlog-ingest", get(ingest, "local.server.port", "/actuator/prometheus"));
        exposition.add("launchlog-query", get(query, "local.management.port", "/actuator/prometheus"));
        exposition.add("launchlog-query", get(queryWithKeystone, "local.management.port", "/actuator/prometheus"));
    }

    private String get(ConfigurableApplicationContext service, String port, String path)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port) + path);
        return http.send(
                        HttpRequest.newBuilder(address)
                                .timeout(LONGEST_ANSWER)
                                .header("X-Auth-Token", TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private ConfigurableApplicationContext run(Class<?> service, String configuration, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--spring.config.name=" + configuration, "--server.port=0"));
        List.of(properties).forEach(property -> arguments.add("--" + property));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(service)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
        ends.push(context::close);
        return context;
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
