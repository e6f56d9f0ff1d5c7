package io.launchlog.deploy.kibana;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Answers what {@code import.sh} asks of Kibana, as the test says. Without a word of the test it is ready. */
final class PlayedKibana implements AutoCloseable {

    /** An answer. */
    record Reply(int status, String body) {

        static Reply of(int status, String body) {
            return new Reply(status, body);
        }

        /** The answer to an import of these in which all went well. */
        static Reply imported(SavedObjects objects) {
            String results = objects.all().stream()
                    .map(object -> """
                            {"type":"%s","id":"%s","meta":{"title":"%s","icon":"x"},"managed":false,"overwrite":true}""".formatted(object.type(), object.id(), object.title()))
                    .collect(Collectors.joining(","));
            return new Reply(
                    200,
                    "{\"successCount\":%d,\"success\":true,\"warnings\":[],\"successResults\":[%s]}"
                            .formatted(objects.all().size(), results));
        }
    }

    /** A request that came. */
    record Request(String target, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> received = new CopyOnWriteArrayList<>();

    private PlayedKibana(HttpServer server) {
        this.server = server;
    }

    static PlayedKibana start() throws IOException {
        PlayedKibana kibana =
                new PlayedKibana(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        kibana.replies("/api/status", Reply.of(200, "{}"));
        kibana.server.createContext("/", kibana::answer);
        kibana.server.start();
        return kibana;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What is answered there, one after the other; the last again and again. */
    void replies(String target, Reply... inOrder) {
        replies.put(target, new ArrayDeque<>(List.of(inOrder)));
    }

    List<Request> received(String target) {
        return received.stream()
                .filter(request -> request.target().equals(target))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Request(target, Map.copyOf(exchange.getRequestHeaders()), body));
            Reply reply = next(target);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Reply next(String target) {
        Deque<Reply> here = replies.get(target);
        if (here == null) {
            return Reply.of(404, "{\"statusCode\":404}");
        }
        return here.size() > 1 ? here.removeFirst() : here.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
