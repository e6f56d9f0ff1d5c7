package io.launchlog.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class UncompressedAnswersTest {

    private final AtomicBoolean compressionIsAskedFor = new AtomicBoolean();
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            compressionIsAskedFor.set(exchange.getRequestHeaders().containsKey("Accept-Encoding"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void the_client_asks_for_compressed_answers_unless_it_is_told_not_to() {
        ask(client());

        assertThat(compressionIsAskedFor).isTrue();
    }

    @Test
    void answers_are_asked_for_as_they_are() {
        ask(client().withBean(UncompressedAnswers.class));

        assertThat(compressionIsAskedFor).isFalse();
    }

    private ApplicationContextRunner client() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ElasticsearchRestClientAutoConfiguration.class))
                .withPropertyValues("spring.elasticsearch.uris=http://127.0.0.1:"
                        + server.getAddress().getPort());
    }

    private static void ask(ApplicationContextRunner client) {
        client.run(context -> context.getBean(Rest5Client.class).performRequest(new Request("GET", "/")));
    }
}
