package io.launchlog.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reads bodies, so nobody waits for them. */
class UnreadBodyIT {

    private static final int THREADS = 12;
    private static final String LIST = "/v1/bodies/services HTTP/1.1\r\nHost: x\r\n";

    private static FakeNode node;
    private static TestServer server;

    @BeforeAll
    static void start() {
        node = FakeNode.start(FakeNode.answering(200, "{\"responses\":[]}"));
        server = TestServer.start(
                node.address(),
                List.of(),
                "server.tomcat.threads.max=" + THREADS,
                "server.tomcat.threads.min-spare=1",
                "server.tomcat.connection-timeout=10m",
                "launchlog.query.max-concurrent-searches=1",
                "launchlog.query.max-waiting=1");
    }

    @AfterAll
    static void stop() {
        server.close();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000000\r\n\r\n",
                "Content-Length: 1000000\r\n\r\nthe begin",
                "Content-Length: 10\r\n\r\nthe begin",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nthe"
            })
    void a_body_that_does_not_come_ends_its_connection_and_holds_no_thread(String body) throws IOException {
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * THREADS; i++) {
                Socket client = client();
                clients.add(client);
                // Answers that are errors for the container, that are ours, and that are none.
                String method = List.of("GET ", "OPTIONS ", "POST ", "HEAD ").get(i % 4);
                send(client, method + LIST + body);
            }
            for (Socket client : clients) {
                assertThat(answers(client))
                        .containsPattern("^HTTP/1.1 (401|204|405)")
                        .contains("X-Request-Id: ");
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void one_that_ends_its_connection_for_sure_says_so() throws IOException {
        for (String body : List.of("Content-Length: 65537\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            try (Socket client = client()) {
                send(client, "GET " + LIST + body);
                assertThat(answers(client)).contains("Connection: close");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: five\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length: five\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void one_whose_length_is_no_number_is_an_error_like_any_other(String body) throws IOException {
        try (Socket client = client()) {
            send(client, "GET " + LIST + body);
            assertThat(answers(client))
                    .startsWith("HTTP/1.1 400")
                    .contains("X-Request-Id: ", "Connection: close", "ModelArts.0107");
        }
    }

    @Test
    void a_small_one_that_is_there_is_passed_over_and_the_connection_goes_on() throws IOException {
        try (Socket client = client()) {
            String withBody = "GET " + LIST + "Content-Length: 1000\r\n\r\n" + "x".repeat(1000);
            send(client, withBody + withBody + "GET " + LIST + "Connection: close\r\n\r\n");
            assertThat(answers(client).split("HTTP/1.1 401", -1)).hasSize(4);
        }
    }

    private static Socket client() throws IOException {
        Socket client = new Socket("127.0.0.1", server.port());
        client.setSoTimeout(60_000);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All, until the connection ends. */
    private static String answers(Socket client) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int length = client.getInputStream().read(buffer);
                    length >= 0;
                    length = client.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, length, StandardCharsets.US_ASCII));
            }
        } catch (SocketException e) {
            // Closed on what nobody has read of the request.
        }
        return text.toString();
    }
}
