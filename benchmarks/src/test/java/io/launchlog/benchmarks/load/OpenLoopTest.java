package io.launchlog.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenLoopTest {

    private static final int MOST_IN_FLIGHT = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    @Timeout(60)
    void requests_do_not_wait_for_answers_and_those_beyond_the_bound_are_held_back()
            throws IOException, InterruptedException {
        CountDownLatch arrived = new CountDownLatch(MOST_IN_FLIGHT);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            arrived.countDown();
            try (exchange) {
                answer.await();
                exchange.getResponseHeaders().add("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
        try (HttpCalls calls = HttpCalls.forLoad(
                        "http://127.0.0.1:" + server.getAddress().getPort(), MOST_IN_FLIGHT, TIMEOUT);
                OpenLoop loop = OpenLoop.start(
                        calls, () -> ClassicRequestBuilder.get("/").build(), 1000, MOST_IN_FLIGHT)) {
            arrived.await();
            while (loop.heldBack() == 0) {
                Thread.onSpinWait();
            }
            answer.countDown();
            Replies replies = loop.finish();

            assertThat(replies.all())
                    .hasSizeGreaterThanOrEqualTo(MOST_IN_FLIGHT)
                    .hasSize(asked.get());
            assertThat(replies.all())
                    .allSatisfy(reply -> assertThat(reply).isInstanceOfSatisfying(Reply.Answered.class, answered -> {
                        assertThat(answered.status()).isEqualTo(429);
                        assertThat(answered.saysWhenToRetry()).isTrue();
                    }));
            assertThat(replies.time()).isPositive();
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void a_connection_that_is_refused_is_a_failure() {
        try (HttpCalls calls = HttpCalls.forLoad("http://127.0.0.1:" + LoopbackPort.free(), 1, TIMEOUT)) {
            assertThat(OpenLoop.reply(calls, ClassicRequestBuilder.get("/").build()))
                    .isInstanceOf(Reply.Failed.class);
        }
    }
}
