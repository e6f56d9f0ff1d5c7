package io.launchlog.query.search;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An Elasticsearch that fails is left alone, and asked again by itself when it is well. */
class StoreCircuitIT {

    private static final String EVENTS = "/v1/circuit/services/one/events?order=asc";
    private static final String SERVICE_AND_NO_EVENT = """
            {"responses":[{"hits":{"total":{"value":1},"hits":[{"_source":{"service_id":"one","service_name":"one",\
            "first_seen":1,"last_seen":2}}]},"status":200},{"hits":{"total":{"value":0},"hits":[]},"status":200}]}""";

    @Test
    void after_many_failures_callers_are_told_at_once_until_it_is_well_again() {
        AtomicInteger status = new AtomicInteger(503);
        try (FakeNode node = nodeWith(status);
                TestServer server = start(node)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                assertError(get(server), 503, "4302", "The event store cannot be reached.");
                int before = node.asked().size();
                HttpResponse<String> answer = get(server);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                return node.asked().size() == before;
            });

            status.set(200);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get(server).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void one_that_answers_nothing_at_all_is_left_alone_too() throws Exception {
        CountDownLatch well = new CountDownLatch(1);
        try (FakeNode node = FakeNode.start(exchange -> {
                    awaitUninterruptibly(well);
                    FakeNode.answer(exchange, 200, SERVICE_AND_NO_EVENT);
                });
                TestServer server = start(node, "launchlog.query.deadline=300ms");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                clients.invokeAll(Collections.nCopies(16, () -> get(server).statusCode()));
                int before = node.asked().size();
                return get(server).statusCode() == 503 && node.asked().size() == before;
            });

            well.countDown();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get(server).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void searches_that_take_too_long_close_the_way_for_nobody() throws Exception {
        CountDownLatch well = new CountDownLatch(1);
        try (FakeNode node = FakeNode.start(exchange -> {
                    if (exchange.getRequestURI().getPath().contains("search")) {
                        awaitUninterruptibly(well);
                    }
                    FakeNode.answer(exchange, 200, SERVICE_AND_NO_EVENT);
                });
                TestServer server = start(node, "launchlog.query.deadline=300ms");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.invokeAll(Collections.nCopies(40, () -> get(server).statusCode()));
            assertThat(get(server).statusCode()).isEqualTo(504);
            well.countDown();
        }
    }

    @Test
    void after_an_outage_the_first_request_that_is_answered_closes_it() {
        AtomicInteger status = new AtomicInteger(503);
        try (FakeNode node = nodeWith(status);
                TestServer server = start(node)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                assertError(get(server), 503, "4302", "The event store cannot be reached.");
                return isOpen(server);
            });

            status.set(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> get(server).statusCode() == 200);

            // Nobody asks any more.
            await().until(() -> !isOpen(server));
        }
    }

    @Test
    void failures_within_an_answer_count() {
        try (FakeNode node = FakeNode.start(FakeNode.answering(200, """
                        {"responses":[{"error":{"type":"no_shard_available_action_exception"},"status":503},\
                        {"error":{"type":"no_shard_available_action_exception"},"status":503}]}"""));
                TestServer server = start(node)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                assertError(get(server), 503, "4302", "The event store cannot be reached.");
                return isOpen(server);
            });
        }
    }

    @Test
    void an_elasticsearch_that_has_too_much_to_do_is_there() {
        String busy = "{\"error\":{\"type\":\"es_rejected_execution_exception\"},\"status\":429}";
        try (FakeNode node = FakeNode.start(exchange -> {
                    if (exchange.getRequestURI().getPath().contains("search")) {
                        FakeNode.answer(exchange, 429, busy);
                    } else {
                        FakeNode.answer(exchange, 200, "{}");
                    }
                });
                TestServer server = start(node)) {
            for (int i = 0; i < 40; i++) {
                assertError(get(server), 503, "4302", "The event store cannot be reached.");
            }
            assertThat(isOpen(server)).isFalse();
        }
    }

    /** One that answers with that status as it is at that moment. */
    private static FakeNode nodeWith(AtomicInteger status) {
        return FakeNode.start(exchange -> {
            int now = status.get();
            FakeNode.answer(exchange, now, now == 200 ? SERVICE_AND_NO_EVENT : "{\"status\":" + now + "}");
        });
    }

    private static boolean isOpen(TestServer server) {
        String metric =
                server.get("/actuator/metrics/launchlog.query.circuit.open").body();
        return metric.contains("\"value\":1.0");
    }

    private static TestServer start(FakeNode node, String... properties) {
        return TestServer.start(
                node.address(),
                List.of(),
                Stream.concat(Stream.of("launchlog.auth.static.t=circuit"), Stream.of(properties))
                        .toArray(String[]::new));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpResponse<String> get(TestServer server) {
        return server.get(EVENTS, "X-Auth-Token", "t");
    }
}
