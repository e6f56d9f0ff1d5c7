package io.launchlog.query.exchange;

import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** What a node answered, read from its connection as it comes; the connection is free again when it is closed. */
final class NodeResponse implements TransportHttpClient.Response {

    private final ElasticNode node;
    private final CloseableHttpResponse response;
    private final @Nullable Body body;

    /** @param left how long the node may let us wait for the body */
    NodeResponse(ElasticNode node, CloseableHttpResponse response, Duration left) throws IOException {
        this.node = node;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null
                ? null
                : new Body(entity, new AnswerInput(entity.getContent(), left.toNanos(), response));
    }

    /** Whether another node may do better. */
    boolean isUnavailable() {
        int status = statusCode();
        return status == 502 || status == 503 || status == 504;
    }

    @Override
    public TransportHttpClient.Node node() {
        return node.described();
    }

    @Override
    public int statusCode() {
        return response.getCode();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public List<String> headers(String name) {
        return Arrays.stream(response.getHeaders(name)).map(Header::getValue).toList();
    }

    @Override
    public @Nullable BinaryData body() {
        return body;
    }

    @Override
    public CloseableHttpResponse originalResponse() {
        return response;
    }

    @Override
    public void close() throws IOException {
        try (response) {
            if (body != null) {
                body.input.close();
            }
        }
    }

    private record Body(HttpEntity entity, InputStream input) implements BinaryData {

        @Override
        public String contentType() {
            String type = entity.getContentType();
            return type == null ? "application/octet-stream" : type;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            input.transferTo(out);
        }

        @Override
        public ByteBuffer asByteBuffer() throws IOException {
            return ByteBuffer.wrap(input.readAllBytes());
        }

        @Override
        public InputStream asInputStream() {
            return input;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public long size() {
            return entity.getContentLength();
        }
    }
}
