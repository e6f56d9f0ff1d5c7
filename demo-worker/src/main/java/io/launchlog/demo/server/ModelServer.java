package io.launchlog.demo.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Serves one model over HTTP on 127.0.0.1: {@code GET /health}, and {@code POST /predict} with numbers separated by
 * blanks. Ends when its standard input ends, so it never outlives the worker that started it.
 */
public final class ModelServer {

    /** All classes that the server consists of. */
    public static final List<Class<?>> CLASSES = List.of(ModelServer.class, LinearModel.class);

    /** The exit code when the model cannot be loaded. */
    public static final int BAD_MODEL = 3;

    private ModelServer() {}

    /** @param arguments the port and the file of the model */
    public static void main(String[] arguments) throws IOException {
        LinearModel model;
        try {
            model = LinearModel.read(Path.of(arguments[1]));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_MODEL);
            return;
        }
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, Integer.parseInt(arguments[0])), 0);
        server.createContext("/health", exchange -> answer(exchange, 200, "ok"));
        server.createContext("/predict", exchange -> {
            String input = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try {
                answer(exchange, 200, model.predict(input));
            } catch (IllegalArgumentException e) {
                answer(exchange, 400, String.valueOf(e.getMessage()));
            }
        });
        server.start();
        System.out.println("Serving " + arguments[1] + " on port " + arguments[0]);
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
