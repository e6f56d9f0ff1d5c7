package io.launchlog.faults.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.launchlog.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between ingest and Elasticsearch: takes each request in whole, and then does what its behaviour says. It starts
 * by passing everything on. Used by one thread.
 */
public final class FaultProxy implements AutoCloseable {

    /** Belong to one connection, or are set by the client and the server here themselves. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "expect", "keep-alive");

    private final List<String> upstreams;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong spoiled = new AtomicLong();
    private volatile Behaviour behaviour = Behaviour.PASS_ON;
    private final int port;
    private HttpServer server;
    private boolean listening = true;

    private FaultProxy(List<String> upstreams) throws IOException {
        this.upstreams = List.copyOf(upstreams);
        // One that is still there when it was away.
        this.port = LoopbackPort.free();
        this.server = listen(port);
    }

    /**
     * Starts one on a free port of the loopback address.
     *
     * @param upstreams such as {@code http://127.0.0.1:9200}; one that refuses connections is left out
     */
    public static FaultProxy before(List<String> upstreams) {
        try {
            return new FaultProxy(upstreams);
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen", e);
        }
    }

    /** Where clients connect; the same for its whole life. */
    public String httpAddress() {
        return "http://127.0.0.1:" + port;
    }

    /** Treats requests like that from now on; those that are in work are ended as they were begun. */
    public void behave(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    /** How many requests, or items of bulks, were spoiled so far. */
    public long spoiled() {
        return spoiled.get();
    }

    /** Cuts all connections and refuses new ones, as if nobody was there. */
    public void refuse() {
        if (listening) {
            server.stop(0);
            listening = false;
            spoiled.incrementAndGet();
        }
    }

    /** Takes connections again, on the same port. */
    public void accept() {
        if (!listening) {
            try {
                server = listen(port);
            } catch (IOException e) {
                throw new UncheckedIOException("The proxy cannot listen again", e);
            }
            listening = true;
        }
    }

    private HttpServer listen(int wanted) throws IOException {
        HttpServer listener = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted), 0);
        listener.setExecutor(threads);
        listener.createContext("/", this::handle);
        listener.start();
        return listener;
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Without an answer, closing the exchange cuts the connection.
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Reply> reply = behaviour.answer(new Exchanged(exchange, body), spoiled::incrementAndGet);
            if (reply.isPresent()) {
                write(exchange, reply.get());
            }
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        int length = reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    /** A request of the server here that the client here can send on. */
    private final class Exchanged implements Call {

        private final HttpExchange exchange;
        private final byte[] body;

        Exchanged(HttpExchange exchange, byte[] body) {
            this.exchange = exchange;
            this.body = body;
        }

        @Override
        public String target() {
            return exchange.getRequestURI().toString();
        }

        @Override
        public byte[] body() {
            return body;
        }

        @Override
        public Reply forward(byte[] newBody) throws IOException {
            int first = Math.floorMod(turn.getAndIncrement(), upstreams.size());
            for (int i = 0; ; i++) {
                try {
                    return forward(upstreams.get((first + i) % upstreams.size()), newBody);
                } catch (ConnectException e) {
                    if (i == upstreams.size() - 1) {
                        throw e;
                    }
                }
            }
        }

        private Reply forward(String upstream, byte[] newBody) throws IOException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upstream + target()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(newBody));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new Reply(response.statusCode(), response.headers().map(), response.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
