package io.launchlog.query.auth.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.launchlog.query.testing.FakeNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of answers that do not come, or not to their end. */
class KeystoneApiTest {

    @Test
    void one_that_begins_and_stops_is_too_slow() {
        CountDownLatch end = new CountDownLatch(1);
        try (FakeNode keystone = FakeNode.start(exchange -> {
            sendHalf(exchange);
            awaitEnd(end);
        })) {
            assertThatThrownBy(() -> ask(keystone, Duration.ofMillis(500)))
                    .isInstanceOf(IdentityTooSlowException.class);
            end.countDown();
        }
    }

    @Test
    void one_that_breaks_off_is_no_sign_that_nobody_is_there() {
        try (FakeNode keystone = FakeNode.start(exchange -> {
            sendHalf(exchange);
            exchange.close();
        })) {
            assertThatThrownBy(() -> ask(keystone, Duration.ofSeconds(10)))
                    .isExactlyInstanceOf(IdentityUnavailableException.class)
                    .hasMessageContaining("broke");
        }
    }

    @Test
    void one_that_is_no_json_is_not_of_keystone() {
        try (FakeNode keystone = FakeNode.start(FakeNode.answering(200, "<html>"))) {
            assertThatThrownBy(() -> ask(keystone, Duration.ofSeconds(10)))
                    .isExactlyInstanceOf(IdentityUnavailableException.class)
                    .hasMessageContaining("no JSON");
        }
        try (FakeNode keystone = FakeNode.start(FakeNode.answering(404, "<html>"))) {
            assertThat(ask(keystone, Duration.ofSeconds(10)).errorCode()).isZero();
        }
    }

    @Test
    void where_nobody_listens_there_is_no_connection() {
        FakeNode keystone = FakeNode.start(FakeNode.answering(200, "{}"));
        keystone.close();
        assertThatThrownBy(() -> ask(keystone, Duration.ofSeconds(10)))
                .isInstanceOf(IdentityUnreachableException.class);
    }

    @Test
    void own_tokens_are_asked_for_on_a_connection_that_nobody_can_have_closed() {
        Set<InetSocketAddress> used = ConcurrentHashMap.newKeySet();
        HttpHandler answering = FakeNode.answering(404, "{}");
        try (FakeNode keystone = FakeNode.start(exchange -> {
            if (!used.add(exchange.getRemoteAddress())
                    && exchange.getRequestMethod().equals("POST")) {
                exchange.close();
            } else {
                answering.handle(exchange);
            }
        })) {
            KeystoneApi api = new KeystoneApi(URI.create(keystone.address()), Duration.ofSeconds(10));
            for (int i = 0; i < 3; i++) {
                assertThat(api.validate("own", "token", false).status()).isEqualTo(404);
                assertThat(api.issue(new Credentials.Application("id", "secret"))
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    private static KeystoneApi.Answer ask(FakeNode keystone, Duration timeout) {
        return new KeystoneApi(URI.create(keystone.address()), timeout).validate("own", "token", false);
    }

    private static void sendHalf(HttpExchange exchange) throws IOException {
        byte[] half = "{\"token\": {\"expires_at\": ".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, half.length + 10);
        exchange.getResponseBody().write(half);
        exchange.getResponseBody().flush();
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
