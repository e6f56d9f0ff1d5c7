package io.launchlog.query.exchange;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** A request of the library as one of HTTP. */
final class Message {

    private Message() {}

    /** @param options their headers and parameters have precedence over those of the request */
    static HttpUriRequestBase of(ElasticNode node, TransportHttpClient.Request request, TransportOptions options) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), uri(node, request, options));
        request.headers().forEach(message::setHeader);
        options.headers().forEach(header -> message.setHeader(header.getKey(), header.getValue()));
        if (node.authorization() != null) {
            message.setHeader(HttpHeaders.AUTHORIZATION, node.authorization());
        }
        Iterable<ByteBuffer> body = request.body();
        if (body != null) {
            message.setEntity(new ByteArrayEntity(joined(body), null));
        }
        return message;
    }

    private static URI uri(ElasticNode node, TransportHttpClient.Request request, TransportOptions options) {
        Map<String, String> parameters = new LinkedHashMap<>(request.queryParams());
        parameters.putAll(options.queryParameters());
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        return URI.create(node.pathPrefix() + request.path() + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] joined(Iterable<ByteBuffer> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            ByteBuffer unread = part.duplicate();
            byte[] bytes = new byte[unread.remaining()];
            unread.get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }
}
