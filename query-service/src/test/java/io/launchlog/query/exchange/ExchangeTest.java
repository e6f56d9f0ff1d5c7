package io.launchlog.query.exchange;

import static io.launchlog.query.testing.FakeNode.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.TransportException;
import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.FakeNode.Asked;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchClientAutoConfiguration;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ExchangeTest {

    private static final String COUNT =
            "{\"count\":7,\"succeeded\":true,\"num_freed\":1,\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}";
    private static final String PASSWORD = "changeit";
    private static final String UNAVAILABLE =
            "{\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"no master\"},\"status\":503}";

    private final List<FakeNode> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(FakeNode::close);
    }

    @Test
    void a_request_arrives_as_it_was_made_and_asks_for_an_uncompressed_answer() {
        FakeNode node = add(FakeNode.start(answering(200, COUNT)));
        run(List.of(node.address()), List.of("spring.elasticsearch.path-prefix=search/"), transport -> {
            assertThat(count(transport, Map.of("routing", "a/b c+d"))).isEqualTo(7);
            new ElasticsearchClient(transport).closePointInTime(p -> p.id("an id"));
        });

        assertThat(node.asked())
                .containsExactly(
                        new Asked(
                                "POST /search/events/_count?routing=a%2Fb+c%2Bd",
                                null, false, "{\"query\":{\"match_all\":{}}}"),
                        new Asked("DELETE /search/_pit", null, false, "{\"id\":\"an id\"}"));
    }

    @Test
    void whoever_asks_says_who_it_is() {
        FakeNode node = add(FakeNode.start(answering(200, COUNT)));
        String withOwnUser = node.address().replace("//", "//own:secret@");
        List<String> user = List.of("spring.elasticsearch.username=all", "spring.elasticsearch.password=pass");
        run(List.of(node.address()), user, ExchangeTest::count);
        run(List.of(node.address()), List.of("spring.elasticsearch.api-key=the-key"), ExchangeTest::count);
        run(List.of(withOwnUser), user, ExchangeTest::count);

        assertThat(node.asked())
                .extracting(Asked::authorization)
                .containsExactly("Basic YWxsOnBhc3M=", "ApiKey the-key", "Basic b3duOnNlY3JldA==");
    }

    @Test
    void another_node_is_asked_when_one_cannot_be_reached_or_says_it_is_unavailable() {
        FakeNode unavailable = add(FakeNode.start(answering(503, UNAVAILABLE)));
        FakeNode good = add(FakeNode.start(answering(200, COUNT)));
        FakeNode away = FakeNode.start(answering(200, COUNT));
        away.close();
        run(List.of(away.address(), unavailable.address(), good.address()), List.of(), transport -> {
            for (int i = 0; i < 9; i++) {
                assertThat(count(transport)).isEqualTo(7);
            }
        });

        assertThat(good.asked()).hasSize(9);
        assertThat(unavailable.asked())
                .as("a node that failed is left alone for a while")
                .hasSize(1);
    }

    @Test
    void the_last_node_s_answer_counts_when_none_is_available() {
        FakeNode unavailable = add(FakeNode.start(answering(503, UNAVAILABLE)));
        FakeNode other = add(FakeNode.start(answering(503, UNAVAILABLE)));
        run(
                List.of(unavailable.address(), other.address()),
                List.of(),
                transport -> assertThatThrownBy(() -> count(transport))
                        .isInstanceOfSatisfying(
                                ElasticsearchException.class,
                                e -> assertThat(e.status()).isEqualTo(503)));

        assertThat(unavailable.asked()).hasSize(1);
        assertThat(other.asked()).hasSize(1);
    }

    @Test
    void a_request_is_sent_again_when_its_connection_had_been_closed_in_the_meantime() {
        AtomicInteger connections = new AtomicInteger();
        FakeNode node = add(FakeNode.start(exchange -> {
            if (connections.incrementAndGet() == 2) {
                exchange.close();
                return;
            }
            FakeNode.answer(exchange, 200, COUNT);
        }));
        run(List.of(node.address()), List.of(), transport -> {
            assertThat(count(transport)).isEqualTo(7);
            assertThat(count(transport)).isEqualTo(7);
        });

        assertThat(connections).hasValue(3);
    }

    @Test
    void past_the_deadline_the_connection_is_closed_which_cancels_the_search() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String address = "http://localhost:" + silent.getLocalPort();
            run(List.of(address, address), List.of(), transport -> {
                Deadline deadline = Deadline.after(Duration.ofMillis(300), System::nanoTime);
                assertThatThrownBy(() -> count(transport, deadline, Map.of()))
                        .isInstanceOf(SocketTimeoutException.class);
                assertThat(deadline.isOver()).isTrue();
                try (Socket accepted = silent.accept()) {
                    accepted.setSoTimeout(10_000);
                    assertThat(isClosedByTheOtherSide(accepted)).isTrue();
                }
                assertThatThrownBy(() -> count(transport, deadline, Map.of()))
                        .isInstanceOf(SocketTimeoutException.class)
                        .hasMessageContaining("No time is left");
            });
        }
    }

    @Test
    void a_node_that_is_silent_for_longer_than_the_socket_timeout_has_failed() throws IOException {
        FakeNode good = add(FakeNode.start(answering(200, COUNT)));
        try (ServerSocket silent = new ServerSocket(0)) {
            List<String> nodes = List.of("http://localhost:" + silent.getLocalPort(), good.address());
            run(
                    nodes,
                    List.of("spring.elasticsearch.socket-timeout=2s"),
                    transport -> assertThat(count(transport)).isEqualTo(7));
        }
    }

    @Test
    void a_socket_timeout_of_zero_leaves_the_deadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String address = "http://localhost:" + silent.getLocalPort();
            run(List.of(address), List.of("spring.elasticsearch.socket-timeout=0"), transport -> {
                Deadline deadline = Deadline.after(Duration.ofMillis(300), System::nanoTime);
                assertThatThrownBy(() -> count(transport, deadline, Map.of()))
                        .isInstanceOf(SocketTimeoutException.class);
            });
        }
    }

    @Test
    void a_caller_with_little_time_does_no_harm_to_a_node() {
        FakeNode slow = add(FakeNode.start(exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            FakeNode.answer(exchange, 200, COUNT);
        }));
        FakeNode other = add(FakeNode.start(answering(200, COUNT)));
        run(List.of(slow.address(), other.address()), List.of(), transport -> {
            Deadline soon = Deadline.after(Duration.ofMillis(50), System::nanoTime);
            assertThatThrownBy(() -> count(transport, soon, Map.of())).isInstanceOf(SocketTimeoutException.class);
            for (int i = 0; i < 4; i++) {
                assertThat(count(transport)).isEqualTo(7);
            }
        });

        assertThat(other.asked()).hasSize(2);
        assertThat(slow.asked()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void what_nobody_wants_any_more_is_not_read() {
        CompletableFuture<Boolean> broken = new CompletableFuture<>();
        FakeNode endless = add(FakeNode.start(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write(new byte[64 * 1024]);
                }
                broken.complete(false);
            } catch (IOException e) {
                broken.complete(true);
            }
        }));
        run(List.of(endless.address()), List.of(), transport -> {
            assertThatThrownBy(() -> count(transport)).isInstanceOf(TransportException.class);
            assertThat(broken.join()).isTrue();
        });
    }

    @Test
    void connections_are_free_again_whatever_became_of_their_requests() {
        AtomicInteger number = new AtomicInteger();
        FakeNode node = add(FakeNode.start(exchange -> {
            switch (number.getAndIncrement() % 4) {
                case 0 -> FakeNode.answer(exchange, 200, COUNT);
                case 1 -> FakeNode.answer(exchange, 500, UNAVAILABLE);
                case 2 -> FakeNode.answer(exchange, 200, "no JSON");
                default -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.close();
                }
            }
        }));
        run(List.of(node.address()), List.of(), transport -> {
            int answers = 0;
            for (int i = 0; i < 40; i++) {
                try {
                    count(transport);
                    answers++;
                } catch (InterruptedIOException e) {
                    throw new AssertionError("No connection is left", e);
                } catch (IOException | ElasticsearchException e) {
                    assertThat(e).hasMessageNotContaining("pool");
                }
            }
            assertThat(answers).isBetween(8, 20);
        });
    }

    @Test
    void nobody_waits_for_an_asynchronous_request() {
        FakeNode node = add(FakeNode.start(answering(200, COUNT)));
        run(List.of(node.address()), List.of(), transport -> {
            var _ = new ElasticsearchAsyncClient(transport).closePointInTime(p -> p.id("an id"));
            await().untilAsserted(() -> assertThat(node.asked()).hasSize(1));
        });
    }

    @Test
    void a_node_is_trusted_when_the_bundle_says_so_and_only_by_its_name(@TempDir Path directory) throws Exception {
        Path store = keyStoreOf("localhost", directory);
        FakeNode node = add(FakeNode.startWithTls(contextOf(store), answering(200, COUNT)));
        List<String> bundle = List.of(
                "spring.ssl.bundle.jks.node.truststore.location=file:" + store,
                "spring.ssl.bundle.jks.node.truststore.password=" + PASSWORD,
                "spring.elasticsearch.restclient.ssl.bundle=node");
        String byAddress = node.address().replace("localhost", "127.0.0.1");
        run(
                List.of(node.address()),
                bundle,
                transport -> assertThat(count(transport)).isEqualTo(7));
        run(
                List.of(node.address()),
                List.of(),
                transport -> assertThatThrownBy(() -> count(transport)).isInstanceOf(SSLException.class));
        run(
                List.of(byAddress),
                bundle,
                transport -> assertThatThrownBy(() -> count(transport)).isInstanceOf(SSLException.class));
        List<String> anyName = new ArrayList<>(bundle);
        anyName.add("spring.elasticsearch.restclient.ssl.verify-hostname=false");
        run(
                List.of(byAddress),
                anyName,
                transport -> assertThat(count(transport)).isEqualTo(7));
    }

    private static Path keyStoreOf(String name, Path directory) throws Exception {
        Path store = directory.resolve("node.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(output).isZero();
        return store;
    }

    private static SSLContext contextOf(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Reads to the end, which is an exception when what was sent back to the other side found it closed. */
    private static boolean isClosedByTheOtherSide(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
        return true;
    }

    private FakeNode add(FakeNode node) {
        started.add(node);
        return node;
    }

    private static long count(ElasticsearchTransport transport) throws IOException {
        return count(transport, Map.of());
    }

    private static long count(ElasticsearchTransport transport, Map<String, String> parameters) throws IOException {
        return count(transport, Deadline.after(Duration.ofSeconds(30), System::nanoTime), parameters);
    }

    private static long count(ElasticsearchTransport transport, Deadline deadline, Map<String, String> parameters)
            throws IOException {
        return new ElasticsearchClient(transport, new DeadlineOptions(deadline, parameters))
                .count(c -> c.index("events").query(q -> q.matchAll(m -> m)))
                .count();
    }

    private static void run(List<String> addresses, List<String> properties, Use use) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ElasticsearchRestClientAutoConfiguration.class,
                        ElasticsearchClientAutoConfiguration.class,
                        SslAutoConfiguration.class))
                .withUserConfiguration(ExchangeConfiguration.class)
                .withBean(ConnectionLimit.class, () -> new ConnectionLimit(4))
                .withPropertyValues("spring.elasticsearch.uris=" + String.join(",", addresses))
                .withPropertyValues(properties.toArray(String[]::new))
                .run(context -> use.of(context.getBean("searchTransport", ElasticsearchTransport.class)));
    }

    /** What is done with a transport. */
    @FunctionalInterface
    private interface Use {

        void of(ElasticsearchTransport transport) throws IOException;
    }
}
