package io.launchlog.benchmarks.store;

import io.launchlog.benchmarks.BenchmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Blocking HTTP with kept connections and nothing else switched on: what the client costs is missing from the cores that
 * are measured. May be shared by threads.
 */
public final class HttpCalls implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final Timeout TIMEOUT = Timeout.ofMinutes(2);

    private final CloseableHttpClient client;
    private final HttpHost host;

    /** How long a connection is used by load: less than Tomcat keeps an idle one, so that none is found closed. */
    private static final TimeValue SHORT_LIFE = TimeValue.ofSeconds(10);

    /** @param address such as {@code http://127.0.0.1:9200} */
    public HttpCalls(String address) {
        this(
                address,
                CONNECTIONS,
                TIMEOUT,
                ConnectionConfig.custom().setValidateAfterInactivity(TimeValue.ofMinutes(1)));
    }

    /**
     * For load of which every failure counts.
     *
     * @param connections as many as requests will be in flight
     * @param timeout for a connection, and for each part of an answer
     */
    public static HttpCalls forLoad(String address, int connections, Duration timeout) {
        return new HttpCalls(
                address,
                connections,
                Timeout.of(timeout),
                ConnectionConfig.custom().setConnectTimeout(Timeout.of(timeout)).setTimeToLive(SHORT_LIFE));
    }

    private HttpCalls(String address, int connections, Timeout timeout, ConnectionConfig.Builder config) {
        URI uri = URI.create(address);
        this.host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .setDefaultConnectionConfig(config.build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** An answer, read to its end as UTF-8. */
    public record Answer(int status, String body) {}

    /**
     * What counts of an answer under load.
     *
     * @param saysWhenToRetry whether {@code Retry-After} is there
     */
    public record Outcome(int status, boolean saysWhenToRetry) {}

    /** Reads an answer of status 200. */
    @FunctionalInterface
    interface BodyReader<T> {
        T read(ClassicHttpResponse response) throws HttpException, IOException;
    }

    /** Sends it and keeps the whole body, whatever the status. */
    public Answer send(ClassicHttpRequest request) {
        return perform(request, response -> new Answer(response.getCode(), bodyOf(response)));
    }

    /**
     * Sends it and reads the body to its end without keeping it.
     *
     * @param buffer of the calling thread
     * @return the number of bytes
     * @throws BenchmarkException when the status is not 200
     */
    public long drain(ClassicHttpRequest request, byte[] buffer) {
        return perform(request, response -> {
            if (response.getCode() != 200) {
                throw new BenchmarkException(request.getRequestUri() + " answered " + response.getCode());
            }
            long bytes = 0;
            try (InputStream body = response.getEntity().getContent()) {
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytes += read;
                }
            }
            return bytes;
        });
    }

    /**
     * Sends it and reads the body to its end without keeping it, whatever the status.
     *
     * @throws IOException when no whole answer comes
     */
    public Outcome ask(ClassicHttpRequest request) throws IOException {
        return client.execute(host, request, response -> {
            if (response.getEntity() != null) {
                try (InputStream body = response.getEntity().getContent()) {
                    body.transferTo(OutputStream.nullOutputStream());
                }
            }
            return new Outcome(response.getCode(), response.containsHeader("Retry-After"));
        });
    }

    private <T> T perform(ClassicHttpRequest request, BodyReader<T> reader) {
        try {
            return client.execute(host, request, reader::read);
        } catch (IOException e) {
            throw new BenchmarkException(host + request.getRequestUri() + " gave no answer: " + e, e);
        }
    }

    private static String bodyOf(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        try (InputStream body = response.getEntity().getContent()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            // Nothing is lost.
        }
    }
}
