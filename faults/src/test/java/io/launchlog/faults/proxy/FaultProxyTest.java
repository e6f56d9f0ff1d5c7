package io.launchlog.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer upstream;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + new String(body, StandardCharsets.UTF_8));
                exchange.getResponseHeaders().add("X-elastic-product", "Elasticsearch");
                exchange.sendResponseHeaders(201, 2);
                exchange.getResponseBody().write(new byte[] {'o', 'k'});
            }
        });
        upstream.start();
        proxy = FaultProxy.before(
                List.of("http://127.0.0.1:" + upstream.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.stop(0);
        client.close();
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(proxy.httpAddress() + "/_bulk?a=b"))
                        .timeout(Duration.ofMinutes(1))
                        .POST(HttpRequest.BodyPublishers.ofString("body"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void requests_and_answers_are_passed_on_as_they_are() throws Exception {
        HttpResponse<String> response = send();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
        assertThat(arrived).containsExactly("POST /_bulk?a=b body");
        assertThat(proxy.spoiled()).isZero();
    }

    @Test
    void a_lost_answer_is_that_of_a_request_that_has_arrived() {
        proxy.behave(new LostAnswers(1, 1));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(arrived).isNotEmpty();
        assertThat(proxy.spoiled()).isPositive();
    }

    @Test
    void a_refused_request_does_not_arrive() throws Exception {
        proxy.behave(new RefusedRequests(429, 1, 1));
        assertThat(send().statusCode()).isEqualTo(429);
        assertThat(arrived).isEmpty();
        assertThat(proxy.spoiled()).isOne();
    }

    @Test
    void a_slow_answer_comes_whole() throws Exception {
        proxy.behave(new SlowAnswers(Duration.ofMillis(50)));
        assertThat(send().body()).isEqualTo("ok");
        assertThat(proxy.spoiled()).isOne();
    }

    @Test
    void after_it_has_refused_connections_it_takes_them_again_at_the_same_address() throws Exception {
        String address = proxy.httpAddress();
        proxy.refuse();
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(arrived).isEmpty();
        proxy.accept();
        assertThat(send().body()).isEqualTo("ok");
        assertThat(proxy.httpAddress()).isEqualTo(address);
    }

    @Test
    void an_upstream_that_is_away_cuts_the_connection() {
        upstream.stop(0);
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }
}
