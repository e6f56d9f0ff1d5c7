package io.launchlog.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service that is told to end finishes what it has begun, and begins nothing. */
class GracefulShutdownIT {

    private static final String EVENTS = "/v1/stopping/services/slow-one/events?order=asc";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String TOKEN = "launchlog.auth.static.t=stopping";
    private static final String SERVICE_AND_NO_EVENT = """
            {"responses":[{"hits":{"total":{"value":1},"hits":[{"_source":{"service_id":"slow-one",\
            "service_name":"one","first_seen":1,"last_seen":2}}]},"status":200},\
            {"hits":{"total":{"value":0},"hits":[]},"status":200}]}""";

    private final CountDownLatch found = new CountDownLatch(1);

    @Test
    void a_search_that_is_under_way_is_answered_while_new_connections_are_refused() throws Exception {
        try (FakeNode node = slowNode();
                TestServer server = start(node);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = server.port();
            try {
                Future<HttpResponse<String>> answer = threads.submit(() -> server.get(EVENTS, "X-Auth-Token", "t"));
                awaitSearch(node);
                Future<?> stopping = threads.submit(server::stop);
                await().atMost(Duration.ofMinutes(1)).until(() -> isRefused(port));
                assertThat(answer.isDone()).isFalse();
                assertThat(stopping.isDone()).isFalse();

                found.countDown();

                assertThat(Answer.ok(answer.get(1, TimeUnit.MINUTES)).total()).isZero();
                stopping.get(1, TimeUnit.MINUTES);
            } finally {
                found.countDown();
            }
        }
    }

    @Test
    void it_goes_on_serving_for_a_while_with_readiness_refused_and_connections_closed() throws Exception {
        try (FakeNode node = FakeNode.start(exchange -> FakeNode.answer(exchange, 200, SERVICE_AND_NO_EVENT));
                TestServer server = start(node, "launchlog.query.drain=10m");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(server.get(READINESS).statusCode()).isEqualTo(200);
            HttpResponse<String> before = server.get(EVENTS, "X-Auth-Token", "t");
            assertThat(before.headers().firstValue("Connection")).isEmpty();
            Future<?> stopping = threads.submit(server::stop);
            try {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> server.get(READINESS).statusCode() == 503);

                HttpResponse<String> answer = server.get(EVENTS, "X-Auth-Token", "t");
                assertThat(Answer.ok(answer).total()).isZero();
                assertThat(answer.headers().firstValue("Connection")).contains("close");
                assertThat(server.get("/v1/nothing").headers().firstValue("Connection"))
                        .contains("close");
                assertThat(stopping.isDone()).isFalse();
            } finally {
                // It is not waited for.
                stopping.cancel(true);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> isRefused(server.port()));
        }
    }

    @Test
    void one_that_does_not_end_is_not_waited_for_longer_than_the_bound() throws Exception {
        try (FakeNode node = slowNode();
                TestServer server = start(node, "spring.lifecycle.timeout-per-shutdown-phase=200ms");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var _ = threads.submit(() -> server.get(EVENTS, "X-Auth-Token", "t"));
                awaitSearch(node);
                threads.submit(server::stop).get(1, TimeUnit.MINUTES);
            } finally {
                found.countDown();
            }
        }
    }

    /** Nothing but the end of the service ends a search. */
    private static TestServer start(FakeNode node, String... more) {
        String[] properties = Stream.concat(
                        Stream.of(TOKEN, "launchlog.query.deadline=10m", "spring.elasticsearch.socket-timeout=10m"),
                        Stream.of(more))
                .toArray(String[]::new);
        return TestServer.start(node.address(), List.of(), properties);
    }

    private FakeNode slowNode() {
        return FakeNode.start(exchange -> {
            try {
                found.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            FakeNode.answer(exchange, 200, SERVICE_AND_NO_EVENT);
        });
    }

    /** The warm-up asks too, for other things. */
    private static void awaitSearch(FakeNode node) {
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        node.asked().stream().anyMatch(asked -> asked.body().contains("slow-one")));
    }

    private static boolean isRefused(int port) {
        try (Socket connection = new Socket("127.0.0.1", port)) {
            return !connection.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
