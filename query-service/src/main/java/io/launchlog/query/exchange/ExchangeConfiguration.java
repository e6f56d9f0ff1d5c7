package io.launchlog.query.exchange;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.instrumentation.Instrumentation;
import co.elastic.clients.transport.instrumentation.NoopInstrumentation;
import co.elastic.clients.transport.instrumentation.OpenTelemetryForElasticsearch;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchConnectionDetails;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects as {@code spring.elasticsearch.*} says, which Spring Boot knows to do for its own client only. */
@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration LAST_AFTER_FAILURE = Duration.ofSeconds(10);

    /**
     * No candidate for others: in standalone the writer has a transport too, that of Spring Boot.
     *
     * @param details of the connection: those of the properties or, in tests, of a container
     */
    @Bean(defaultCandidate = false)
    ElasticsearchTransport searchTransport(
            ElasticsearchConnectionDetails details,
            ElasticsearchProperties properties,
            ConnectionLimit limit,
            JsonpMapper mapper,
            ObjectProvider<OpenTelemetry> openTelemetry) {
        Nodes nodes = new Nodes(ElasticNodes.of(details), LAST_AFTER_FAILURE, System::nanoTime);
        return new BlockingTransport(
                new BlockingHttpClient(
                        http(details, properties, limit),
                        nodes,
                        longestSilence(properties.getSocketTimeout()),
                        Executors.newVirtualThreadPerTaskExecutor()),
                mapper,
                spans(openTelemetry.getIfAvailable()));
    }

    private static Instrumentation spans(@Nullable OpenTelemetry openTelemetry) {
        return openTelemetry == null
                ? NoopInstrumentation.INSTANCE
                : new OpenTelemetryForElasticsearch(openTelemetry, false);
    }

    /** Zero is for ever, for Spring Boot's client as for this one. */
    private static Duration longestSilence(Duration configured) {
        return configured.isZero() ? FOR_EVER : configured;
    }

    private static CloseableHttpClient http(
            ElasticsearchConnectionDetails details, ElasticsearchProperties properties, ConnectionLimit limit) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(limit.perNode())
                .setMaxConnTotal(limit.perNode() * details.getNodes().size())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoKeepAlive(properties.isSocketKeepAlive())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(properties.getConnectionTimeout()))
                        .build());
        SslBundle bundle = details.getSslBundle();
        if (bundle == null) {
            connections.setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault());
        } else {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(
                    bundle.createSslContext(),
                    bundle.getOptions().getEnabledProtocols(),
                    bundle.getOptions().getCiphers(),
                    SSLBufferMode.STATIC,
                    // Without it the name is verified by the JDK as well, whatever the verifier says.
                    HostnameVerificationPolicy.CLIENT,
                    properties.getRestclient().getSsl().isVerifyHostname()
                            ? HttpsSupport.getDefaultHostnameVerifier()
                            : NoopHostnameVerifier.INSTANCE));
        }
        // Answers stay within one network: compressing them costs CPU on both sides (RATIONALE.md).
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableRedirectHandling()
                .build();
    }
}
