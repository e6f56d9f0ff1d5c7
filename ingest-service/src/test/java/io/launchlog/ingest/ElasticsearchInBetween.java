package io.launchlog.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The tests' node behind a server that lets a test have its say with each request. */
public final class ElasticsearchInBetween implements AutoCloseable {

    /** What a node says that cannot answer for the moment. */
    public static final Answer UNAVAILABLE = new Answer(503, "{}".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public record Answer(int status, byte[] body) {}

    /** Asks the node itself. */
    @FunctionalInterface
    public interface Node {

        Answer ask() throws IOException;
    }

    /** Decides what is answered to a request, and what happens before and after it. */
    @FunctionalInterface
    public interface Say {

        Answer answer(String path, Node node) throws IOException;
    }

    public ElasticsearchInBetween(Say say) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Answer answer = say.answer(exchange.getRequestURI().getPath(), () -> forward(exchange));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        });
        server.start();
    }

    /** As a property that leads an instance of ingest here. */
    public String property() {
        return "spring.elasticsearch.uris=http://127.0.0.1:"
                + server.getAddress().getPort();
    }

    private Answer forward(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(IngestFixture.elasticsearchAddress() + exchange.getRequestURI()))
                .header("Content-Type", type == null ? "application/json" : type)
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }
}
