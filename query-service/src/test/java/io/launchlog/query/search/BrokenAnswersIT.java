package io.launchlog.query.search;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What callers see when Elasticsearch dies while it answers, and what becomes of answers that nobody reads. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenAnswersIT {

    private static final String EVENTS = "/v1/broken/services/one/events?order=asc";
    private static final String TOKEN = "launchlog.auth.static.t=broken";

    private static final String SERVICE = """
            {"responses":[{"hits":{"hits":[{"_source":{"service_id":"one","service_name":"one",\
            "first_seen":1,"last_seen":2}}]},"status":200}""";

    private static final String EVENT = """
            {"_source":{"event_type":"MODEL_STARTUP","event_info":"%s","occur_time":1}}""".formatted("x".repeat(1000));

    @Test
    void anAnswerThatBreaksOffBeforeAnythingWasSentIs4302() {
        try (FakeNode node = FakeNode.start(exchange -> sendPartOf(exchange, SERVICE));
                TestServer server = TestServer.start(node.address(), List.of(), TOKEN)) {
            assertError(server.get(EVENTS, "X-Auth-Token", "t"), 503, "4302", "The event store cannot be reached.");
        }
    }

    @Test
    void anAnswerThatStopsBeforeAnythingWasSentIs4503() {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeNode node = FakeNode.start(exchange -> {
                    send(exchange, SERVICE);
                    waitFor(end);
                });
                TestServer server = TestServer.start(node.address(), List.of(), TOKEN, "launchlog.query.deadline=1s")) {
            assertError(
                    server.get(EVENTS, "X-Auth-Token", "t"), 504, "4503", "The event store did not answer in time.");
            end.countDown();
        }
    }

    @Test
    void a_page_that_breaks_off_while_it_is_kept_back_is_4302() {
        String half = SERVICE + ",{\"hits\":{\"total\":{\"value\":1000},\"hits\":[" + (EVENT + ",").repeat(100);
        try (FakeNode node = FakeNode.start(exchange -> sendPartOf(exchange, half));
                TestServer server = TestServer.start(node.address(), List.of(), TOKEN)) {
            assertError(server.get(EVENTS, "X-Auth-Token", "t"), 503, "4302", "The event store cannot be reached.");
        }
    }

    @Test
    void halfALargePageIsNotTakenForAWholeOne(CapturedOutput output) {
        String half = SERVICE + ",{\"hits\":{\"total\":{\"value\":1000},\"hits\":[" + (EVENT + ",").repeat(500);
        try (FakeNode node = FakeNode.start(exchange -> sendPartOf(exchange, half));
                TestServer server =
                        TestServer.start(node.address(), List.of(), TOKEN, "logging.level.launchlog.access=INFO")) {
            assertThatThrownBy(() -> server.get(EVENTS, "X-Auth-Token", "t")).hasRootCauseInstanceOf(IOException.class);
            assertThat(node.asked()).isNotEmpty();
        }
        assertThat(output.getAll())
                .containsPattern("GET /v1/broken/services/one/events\\S* 200 in \\d+ ms, broken off")
                .doesNotContain(" ERROR ");
    }

    @Test
    void anAnswerThatIsDecodedAndStopsIs4503Too() {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeNode node = FakeNode.start(exchange -> {
                    if (exchange.getRequestURI().getPath().endsWith("_msearch")) {
                        FakeNode.answer(exchange, 200, SERVICE + "]}");
                    } else {
                        send(exchange, "{\"id\":");
                        waitFor(end);
                    }
                });
                TestServer server = TestServer.start(node.address(), List.of(), TOKEN, "launchlog.query.deadline=1s")) {
            assertError(server.get(EVENTS + "&offset=10", "X-Auth-Token", "t"), 504, "4503", "did not answer in time.");
            end.countDown();
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAPageKeepsNothingOccupied() throws Exception {
        String many = SERVICE + ",{\"hits\":{\"total\":{\"value\":1000},\"hits\":[" + (EVENT + ",").repeat(999) + EVENT
                + "]}}]}";
        try (FakeNode node = FakeNode.start(FakeNode.answering(200, many));
                TestServer server = TestServer.start(
                        node.address(), List.of(), TOKEN, "launchlog.query.max-concurrent-searches=1")) {
            for (int i = 0; i < 20; i++) {
                try (Socket client = new Socket("127.0.0.1", server.port())) {
                    client.getOutputStream()
                            .write(("GET " + EVENTS + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: t\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(client.getInputStream().readNBytes(100))
                            .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
                    client.setSoLinger(true, 0);
                }
            }
            assertThat(Answer.ok(server.get(EVENTS, "X-Auth-Token", "t")).count())
                    .isEqualTo(1000);
        }
    }

    @Test
    void aClientThatStopsReadingKeepsNothingOccupied(CapturedOutput output) throws Exception {
        String large = EVENT.replace("x".repeat(1000), "x".repeat(8000));
        String many = SERVICE + ",{\"hits\":{\"total\":{\"value\":1000},\"hits\":[" + (large + ",").repeat(999) + large
                + "]}}]}";
        try (FakeNode node = FakeNode.start(FakeNode.answering(200, many));
                TestServer server = TestServer.start(
                        node.address(),
                        List.of(),
                        TOKEN,
                        "launchlog.query.max-concurrent-searches=1",
                        "server.tomcat.connection-timeout=1s",
                        "logging.level.launchlog.access=INFO");
                Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(new InetSocketAddress("127.0.0.1", server.port()));
            client.getOutputStream()
                    .write(("GET " + EVENTS + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: t\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(100))
                    .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    server.get(EVENTS, "X-Auth-Token", "t").statusCode())
                            .isEqualTo(200));
        }
        assertThat(output.getAll())
                .containsPattern("GET /v1/broken/services/one/events\\S* 200 in \\d+ ms, broken off, 1000 hits")
                .doesNotContain(" ERROR ");
    }

    private static void sendPartOf(HttpExchange exchange, String begin) throws IOException {
        send(exchange, begin);
        exchange.close();
    }

    private static void send(HttpExchange exchange, String begin) throws IOException {
        byte[] bytes = begin.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length + 1);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
