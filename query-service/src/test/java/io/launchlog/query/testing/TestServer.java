package io.launchlog.query.testing;

import io.launchlog.query.QueryApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The running service, as its main method starts it, asked over HTTP. Its token {@code T-project} is for that project. */
public final class TestServer implements AutoCloseable {

    private static final String MANAGEMENT_PORT = "management.server.port=";
    private static final String DRAIN = "launchlog.query.drain=";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfigurableApplicationContext context;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts one.
     *
     * @param store the address of Elasticsearch
     * @param configuration classes to be added; properties as {@code name=value}
     */
    public static TestServer start(String store, List<Class<?>> configuration, String... properties) {
        List<Class<?>> sources = new ArrayList<>(configuration);
        sources.add(QueryApplication.class);
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.name=query-service,application",
                "--server.port=0",
                "--spring.elasticsearch.uris=" + store));
        if (Arrays.stream(properties).noneMatch(property -> property.startsWith(MANAGEMENT_PORT))) {
            // That of the API.
            arguments.add("--" + MANAGEMENT_PORT);
        }
        if (Arrays.stream(properties).noneMatch(property -> property.startsWith(DRAIN))) {
            // Nobody balances load here.
            arguments.add("--" + DRAIN + "0s");
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new TestServer(
                new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** A request to that path, without token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the service as a signal does; requests that are under way can still be answered. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
