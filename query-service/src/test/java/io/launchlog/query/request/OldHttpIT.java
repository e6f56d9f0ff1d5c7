package io.launchlog.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HTTP/0.9 has a line for a request, and no head for an answer. */
class OldHttpIT {

    private static final int TIMES = 50;

    @Test
    void its_answers_have_no_head_and_those_to_others_who_send_nonsense_behind_it_have_one() throws IOException {
        try (FakeNode node = FakeNode.start(FakeNode.answering(200, "{\"responses\":[]}"));
                TestServer server = TestServer.start(node.address(), List.of())) {
            // What is behind the connections is taken in turn, and soon that which served the last one.
            for (int i = 0; i < TIMES; i++) {
                assertThat(answer(server, "GET /v1/old/services\r\n")).startsWith("{\"error_code\":\"ModelArts.0201\"");
                assertThat(answer(server, "G@T /v1/old/services HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .startsWith("HTTP/1.1 400")
                        .contains("X-Request-Id: ", "ModelArts.0107");
            }
        }
    }

    private static String answer(TestServer server, String request) throws IOException {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.setSoTimeout(60_000);
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
