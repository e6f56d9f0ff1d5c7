package io.launchlog.ingest.store;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.launchlog.ingest.trace.Traces;
import io.launchlog.model.connection.TlsFault;
import io.launchlog.model.event.BoundedText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to Elasticsearch with bodies assembled by hand, and one way to say that it did not answer well. */
@Component
public class ElasticsearchCalls {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ContentType NEWLINE_DELIMITED = ContentType.create("application/x-ndjson");
    private static final String SECURITY = "security_exception";
    private static final String NO_SUCH_INDEX = "index_not_found_exception";
    private static final int MAXIMUM_REASON = 500;

    private final Rest5Client client;
    private final Traces traces;
    private final RequestOptions options;

    ElasticsearchCalls(Rest5Client client, Traces traces, StoreProperties properties) {
        this.client = client;
        this.traces = traces;
        this.options = RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(properties.requestTimeout()))
                        .build())
                .build();
    }

    /** An answer of Elasticsearch: any HTTP status, and the body as JSON. */
    public record Answer(int status, JsonNode body) {

        /** The body's {@code error.type}, empty when there is none. */
        public String errorType() {
            return body.path("error").path("type").asString("");
        }

        /** The status and, when there is one, the error; bounded. */
        public String describe() {
            String reason =
                    errorType() + ": " + body.path("error").path("reason").asString("");
            return "HTTP " + status + (reason.length() > 2 ? " " + bounded(reason) : "") + remedy();
        }

        private String remedy() {
            // Others are not about rights: an index may be blocked, or a proxy in between has its own rules.
            if (!errorType().equals(SECURITY)) {
                return "";
            }
            return switch (status) {
                case 401 ->
                    " - who asks is not known there: check spring.elasticsearch.api-key (or .username, .password)";
                case 403 -> " - who asks may not do that there: its rights are in deploy/SECURITY.md";
                default -> "";
            };
        }
    }

    /**
     * Sends JSON and reads JSON.
     *
     * @param body UTF-8 JSON; empty for none
     * @throws StoreUnavailableException when there is no answer, or one that is no JSON
     */
    public Answer json(String method, String path, Map<String, String> parameters, byte[] body) {
        Request request = request(method, path, parameters);
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        }
        return perform(request, (status, stream) -> new Answer(status, JSON.readTree(stream)));
    }

    /**
     * Sends JSON and hands the answer over as a stream, for answers that are too large for a tree.
     *
     * @param body UTF-8 JSON
     * @throws StoreUnavailableException when there is no answer, or the reader throws
     */
    public <T> T stream(
            String method, String path, Map<String, String> parameters, byte[] body, AnswerReader<T> reader) {
        Request request = request(method, path, parameters);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return perform(request, reader);
    }

    /**
     * Sends one {@code _bulk}.
     *
     * @param parameters one of those of {@link BulkAnswer}
     * @throws StoreUnavailableException when there is no answer, or one that cannot be read
     */
    public BulkAnswer bulk(BulkBody body, Map<String, String> parameters) {
        Request request = request("POST", "/_bulk", parameters);
        request.setEntity(body.entity(NEWLINE_DELIMITED));
        return perform(request, BulkAnswer::read);
    }

    /**
     * Reads documents by their ids, as they are now: writes that were answered are seen, refreshed or not.
     *
     * @param parameters such as {@code _source_includes}
     * @param wanted what is asked for of each document beside {@code found}, as in {@code filter_path}: names with
     *     {@code ,docs.} in front of each; empty for nothing
     * @return the documents in the order of the request; one that is not there, or whose index is not, has not {@code
     *     found: true}
     * @throws StoreUnavailableException when Elasticsearch does not tell all of them
     */
    public List<JsonNode> multiGet(MultiGet request, Map<String, String> parameters, String wanted) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("filter_path", "error,docs.found,docs.error.type,docs.error.index" + wanted);
        Answer answer = json("POST", "/_mget", all, request.body());
        JsonNode documents = answer.body().path("docs");
        if (answer.status() != 200 || documents.size() != request.items()) {
            throw new StoreUnavailableException(
                    "Elasticsearch told " + documents.size() + " of " + request.items() + " documents: "
                            + answer.describe(),
                    null);
        }
        List<JsonNode> found = new ArrayList<>(documents.size());
        for (JsonNode document : documents) {
            String error = document.path("error").path("type").asString("");
            if (!error.isEmpty() && !error.equals(NO_SUCH_INDEX)) {
                throw new StoreUnavailableException(
                        "Elasticsearch did not tell a document of "
                                + document.path("error").path("index").asString("an index") + ": " + error,
                        null);
            }
            found.add(document);
        }
        return found;
    }

    private Request request(String method, String path, Map<String, String> parameters) {
        Request request = new Request(method, path);
        request.addParameters(parameters);
        request.setOptions(options);
        return request;
    }

    private <T> T perform(Request request, AnswerReader<T> reader) {
        return traces.exchange(request.getMethod(), request.getEndpoint(), () -> exchanged(request, reader));
    }

    private <T> T exchanged(Request request, AnswerReader<T> reader) {
        try {
            return read(response(request), reader);
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailableException(
                    "Elasticsearch gave no usable answer to " + request.getMethod() + " " + request.getEndpoint() + ": "
                            + bounded(TlsFault.describe(e)),
                    e);
        }
    }

    private Response response(Request request) throws IOException {
        try {
            return client.performRequest(request);
        } catch (ResponseException e) {
            // An answer all the same: what it means is for the caller to say.
            return e.getResponse();
        }
    }

    private static <T> T read(Response response, AnswerReader<T> reader) throws IOException {
        HttpEntity entity = response.getEntity();
        try (InputStream stream = entity == null ? InputStream.nullInputStream() : entity.getContent()) {
            return reader.read(response.getStatusCode(), stream);
        }
    }

    /** Reads a body; whatever it throws means that the answer cannot be used. */
    @FunctionalInterface
    public interface AnswerReader<T> {
        T read(int status, InputStream body) throws IOException;
    }

    static String bounded(String reason) {
        return reason.length() <= MAXIMUM_REASON ? reason : BoundedText.quote(reason.substring(0, MAXIMUM_REASON));
    }
}
