package io.launchlog.query.exchange;

import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** What a node answered, read from its connection as it comes; the connection is free again when it is closed. */
record NodeResponse(ElasticNode elasticNode, ClassicHttpResponse response) implements TransportHttpClient.Response {

    /** Whether another node may do better. */
    boolean isUnavailable() {
        int status = statusCode();
        return status == 502 || status == 503 || status == 504;
    }

    @Override
    public TransportHttpClient.Node node() {
        return elasticNode.described();
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
        HttpEntity entity = response.getEntity();
        return entity == null ? null : new Body(entity);
    }

    @Override
    public ClassicHttpResponse originalResponse() {
        return response;
    }

    @Override
    public void close() throws IOException {
        EntityUtils.consume(response.getEntity());
        response.close();
    }

    private record Body(HttpEntity entity) implements BinaryData {

        @Override
        public String contentType() {
            String type = entity.getContentType();
            return type == null ? "application/octet-stream" : type;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            entity.writeTo(out);
        }

        @Override
        public ByteBuffer asByteBuffer() throws IOException {
            return ByteBuffer.wrap(EntityUtils.toByteArray(entity));
        }

        @Override
        public InputStream asInputStream() throws IOException {
            return entity.getContent();
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
