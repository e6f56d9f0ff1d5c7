package io.launchlog.query.exchange;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import io.launchlog.model.connection.TlsFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests on the thread that makes them, and hands their answers out while they arrive. The client that comes
 * with elasticsearch-java hands each request over to a thread of its own and the answer back, which costs more than all
 * that the API does itself (RATIONALE.md). Only what reads is sent: everything may be sent twice.
 */
final class BlockingHttpClient implements TransportHttpClient {

    /** A connection that had been closed is noticed at once; what takes longer has been worked on. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final CloseableHttpClient http;
    private final Nodes nodes;
    private final Duration longestSilence;
    private final Executor executor;

    /**
     * @param longestSilence how long a node may send nothing, also when the deadline is later; positive
     * @param executor for what nobody waits for
     */
    BlockingHttpClient(CloseableHttpClient http, Nodes nodes, Duration longestSilence, Executor executor) {
        this.http = http;
        this.nodes = nodes;
        this.longestSilence = longestSilence;
        this.executor = executor;
    }

    /**
     * Asks the nodes one after the other until one answers.
     *
     * @param node not used
     * @param options a {@link DeadlineOptions} where there is a deadline: behind it the connection is closed, by which
     *     Elasticsearch notices that it need not search any more. A connection that has to be made first may take its
     *     own time-out longer.
     * @return the last node's answer, also when that says it is unavailable
     * @throws SocketTimeoutException past the deadline
     * @throws IOException when no node answers: what the last one failed with, those of the others suppressed in it
     */
    @Override
    public NodeResponse performRequest(
            String endpointId, @Nullable Node node, Request request, TransportOptions options) throws IOException {
        IOException failure = null;
        for (Iterator<ElasticNode> order = nodes.inOrder().iterator(); order.hasNext(); ) {
            ElasticNode next = order.next();
            Duration left = timeLeft(options, failure);
            try {
                NodeResponse response = exchange(next, request, options, left);
                if (!response.isUnavailable()) {
                    nodes.answered(next);
                    return response;
                }
                nodes.failed(next);
                if (!order.hasNext()) {
                    return response;
                }
                response.close();
            } catch (IOException e) {
                // That the caller had no time left says nothing about the node.
                if (!(e instanceof InterruptedIOException) || left.compareTo(QUICK) > 0) {
                    nodes.failed(next);
                }
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new IOException("No node of Elasticsearch was asked") : failure;
    }

    /** Cancelling the answer does not cancel the exchange. */
    @Override
    public CompletableFuture<Response> performRequestAsync(
            String endpointId, @Nullable Node node, Request request, TransportOptions options) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return performRequest(endpointId, node, request, options);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }

    private NodeResponse exchange(ElasticNode node, Request request, TransportOptions options, Duration left)
            throws IOException {
        long begin = System.nanoTime();
        try {
            return send(node, request, options, left);
        } catch (ConnectException | InterruptedIOException | SSLException e) {
            throw e;
        } catch (IOException e) {
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            if (taken.compareTo(QUICK) > 0) {
                throw e;
            }
            // The connection was closed while it lay in the pool.
            return send(node, request, options, timeLeft(options, e));
        }
    }

    private NodeResponse send(ElasticNode node, Request request, TransportOptions options, Duration left)
            throws IOException {
        HttpUriRequestBase message = Message.of(node, request, options);
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(left))
                .setResponseTimeout(Timeout.of(left))
                .setProtocolUpgradeEnabled(false)
                .build());
        long begin = System.nanoTime();
        try {
            CloseableHttpResponse response = CloseableHttpResponse.adapt(http.executeOpen(node.host(), message, null));
            return new NodeResponse(node, response, left.minusNanos(System.nanoTime() - begin));
        } catch (SSLException e) {
            throw new SSLException("TLS with " + node + " failed: " + TlsFault.describe(e), e);
        }
    }

    /** For one exchange, at least a millisecond: zero would be no limit at all. */
    private Duration timeLeft(TransportOptions options, @Nullable IOException failure) throws IOException {
        if (!(options instanceof DeadlineOptions limited)) {
            return longestSilence;
        }
        Duration left = Duration.ofNanos(limited.deadline().remainingNanos());
        if (left.isZero()) {
            throw failure == null ? new SocketTimeoutException("No time is left to ask Elasticsearch") : failure;
        }
        Duration atLeast = left.compareTo(MILLISECOND) < 0 ? MILLISECOND : left;
        return atLeast.compareTo(longestSilence) < 0 ? atLeast : longestSilence;
    }
}
