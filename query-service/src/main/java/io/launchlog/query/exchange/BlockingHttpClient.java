package io.launchlog.query.exchange;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests on the thread that makes them, and hands their answers out while they arrive. The client that comes
 * with elasticsearch-java hands each request over to a thread of its own and the answer back, which costs more than all
 * that the API does itself (RATIONALE.md). Only what reads is sent: everything may be sent twice.
 */
final class BlockingHttpClient implements TransportHttpClient {

    private final CloseableHttpClient http;
    private final Nodes nodes;
    private final Duration longestSilence;
    private final Executor executor;

    /**
     * @param longestSilence how long a node may send nothing, also when the deadline is later
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
     *     Elasticsearch notices that it need not search any more
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
            try {
                NodeResponse response = exchange(next, request, options);
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
                nodes.failed(next);
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
                if (isOver(options)) {
                    break;
                }
            }
        }
        throw failure == null ? new IOException("No node of Elasticsearch was asked") : failure;
    }

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

    private NodeResponse exchange(ElasticNode node, Request request, TransportOptions options) throws IOException {
        Timeout timeout = Timeout.ofMilliseconds(remainingMillis(options));
        HttpUriRequestBase message = Message.of(node, request, options);
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(
                        Timeout.ofMilliseconds(Math.min(timeout.toMilliseconds(), longestSilence.toMillis())))
                .build());
        return new NodeResponse(node, http.executeOpen(node.host(), message, null));
    }

    private long remainingMillis(TransportOptions options) throws SocketTimeoutException {
        if (!(options instanceof DeadlineOptions limited)) {
            return longestSilence.toMillis();
        }
        long nanos = limited.deadline().remainingNanos();
        if (nanos == 0) {
            throw new SocketTimeoutException("No time is left to ask Elasticsearch");
        }
        // Zero would be taken for no limit at all.
        return Math.max(1, Duration.ofNanos(nanos).toMillis());
    }

    private static boolean isOver(TransportOptions options) {
        return options instanceof DeadlineOptions limited && limited.deadline().isOver();
    }
}
