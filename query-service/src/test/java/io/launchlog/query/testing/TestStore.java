package io.launchlog.query.testing;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.IndexSettings;
import io.launchlog.model.index.IndexTemplates;
import io.launchlog.model.index.ServiceDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.elasticsearch.plugins.Plugin;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** A real Elasticsearch with the real templates, filled with the real documents as ingest writes them. */
public final class TestStore implements AutoCloseable {

    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);
    private static final int BULK = 2000;
    private static final String ALREADY_THERE = "version_conflict_engine_exception";
    private static final JsonMapper ANSWERS = new JsonMapper();
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final Runnable stop;
    private final Map<ServiceKey, ServiceDocument> services = new HashMap<>();

    private TestStore(String address, Runnable stop) {
        this.address = address;
        this.stop = stop;
    }

    /** Starts one on the data of that directory; port 0 for any. */
    public static TestStore start(Path directory, int port) {
        return start(directory, port, List.of());
    }

    /** Starts one that has these plugins besides. */
    public static TestStore start(Path directory, int port, List<Plugin> plugins) {
        EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, port, plugins);
        return at(node.httpAddress(), node::close);
    }

    /**
     * One that runs already.
     *
     * @param stop when it is closed
     */
    static TestStore at(String address, Runnable stop) {
        return new TestStore(address, stop);
    }

    /** The one that most tests share, each with projects of its own; it ends with the JVM. */
    public static TestStore shared() {
        return Shared.STORE;
    }

    public TestStore withTemplates() {
        put("/_index_template/" + NAMES.eventsTemplate(), IndexTemplates.events(NAMES, IndexSettings.DEFAULT));
        put("/_index_template/" + NAMES.services(), IndexTemplates.services(NAMES, IndexSettings.DEFAULT));
        return this;
    }

    /**
     * Stores the events and what they say of their services, and makes them visible.
     *
     * @param events one that is there already, or comes twice, changes nothing
     */
    public TestStore index(List<ServiceEvent> events) {
        for (int i = 0; i < events.size(); i += BULK) {
            List<ServiceEvent> part = events.subList(i, Math.min(events.size(), i + BULK));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (ServiceEvent event : part) {
                EventDocument document = EventDocument.of(event);
                services.merge(event.service(), ServiceDocument.of(document), ServiceDocument::merge);
                item(
                        body,
                        "create",
                        NAMES.eventsAt(event.occurTime()),
                        document.id().text(),
                        document.routing(),
                        document::writeSource);
            }
            bulk(body);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        services.values()
                .forEach(service -> item(
                        body,
                        "index",
                        NAMES.services(),
                        ServiceDocument.idOf(service.service()),
                        ServiceDocument.routingOf(service.service().projectId()),
                        service::writeSource));
        bulk(body);
        post(
                "/_aliases",
                "{\"actions\": [{\"add\": {\"index\": \"" + NAMES.eventsPattern() + "\", \"alias\": \""
                        + IndexNames.EVENTS
                        + "\"}}, {\"add\": {\"index\": \"" + NAMES.services() + "\", \"alias\": \""
                        + IndexNames.SERVICES
                        + "\"}}]}");
        send("POST", "/_refresh", new byte[0], "application/json");
        return this;
    }

    /** Takes these events away, as retention does; what is said of their services stays. */
    public TestStore remove(List<ServiceEvent> events) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ServiceEvent event : events) {
            EventDocument document = EventDocument.of(event);
            action(
                    body,
                    "delete",
                    NAMES.eventsAt(event.occurTime()),
                    document.id().text(),
                    document.routing());
        }
        bulk(body);
        send("POST", "/_refresh", new byte[0], "application/json");
        return this;
    }

    /** Makes the service's document say that its events are between those times. */
    public TestStore seen(ServiceKey service, long first, long last) {
        post(
                "/" + NAMES.services() + "/_update/"
                        + URLEncoder.encode(ServiceDocument.idOf(service), StandardCharsets.UTF_8)
                        + "?refresh=true&routing="
                        + ServiceDocument.routingOf(service.projectId()),
                "{\"doc\": {\"first_seen\": " + first + ", \"last_seen\": " + last + "}}");
        return this;
    }

    /** Takes the service's own document away, as if it were not visible yet; its events stay. */
    public TestStore forget(ServiceKey service) {
        services.remove(service);
        send(
                "DELETE",
                "/" + NAMES.services() + "/_doc/"
                        + URLEncoder.encode(ServiceDocument.idOf(service), StandardCharsets.UTF_8)
                        + "?refresh=true&routing="
                        + ServiceDocument.routingOf(service.projectId()),
                new byte[0],
                "application/json");
        return this;
    }

    /** The index that has the events of a time. */
    public static String eventsAt(long occurTime) {
        return NAMES.eventsAt(occurTime);
    }

    public String address() {
        return address;
    }

    public int port() {
        return URI.create(address).getPort();
    }

    /** The body of a successful answer. */
    public String put(String path, String body) {
        return send("PUT", path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public String read(String path) {
        return send("GET", path, new byte[0], "application/json");
    }

    public String post(String path, String body) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    @Override
    public void close() {
        http.close();
        stop.run();
    }

    private void bulk(ByteArrayOutputStream body) {
        String answer = send("POST", "/_bulk?filter_path=items.*.error", body.toByteArray(), "application/x-ndjson");
        if (!ANSWERS.readTree(answer).findValuesAsString("type").stream().allMatch(ALREADY_THERE::equals)) {
            throw new IllegalStateException(answer);
        }
    }

    private String send(String method, String path, byte[] body, String contentType) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void item(
            ByteArrayOutputStream body,
            String operation,
            String index,
            String id,
            String routing,
            Consumer<JsonGenerator> source) {
        action(body, operation, index, id, routing);
        line(body, source);
    }

    private static void action(ByteArrayOutputStream body, String operation, String index, String id, String routing) {
        line(body, json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart(operation);
            json.writeStringProperty("_index", index);
            json.writeStringProperty("_id", id);
            json.writeStringProperty("routing", routing);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void line(ByteArrayOutputStream body, Consumer<JsonGenerator> content) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            content.accept(json);
        }
        body.write('\n');
    }

    private static final class Shared {

        static final TestStore STORE = startShared();

        private static TestStore startShared() {
            try {
                TestStore store =
                        start(Files.createTempDirectory("query-service-it"), 0).withTemplates();
                Runtime.getRuntime().addShutdownHook(new Thread(store::close));
                return store;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
