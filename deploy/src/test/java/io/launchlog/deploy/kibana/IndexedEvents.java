package io.launchlog.deploy.kibana;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.IndexSettings;
import io.launchlog.model.index.IndexTemplates;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.elasticsearch.xpack.kql.KqlPlugin;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Elasticsearch with the real templates and documents, which understands KQL by Elastic's own plugin. A second
 * generation with the same events stands beside the one that is read, as while a rebuild makes it.
 */
final class IndexedEvents implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper ANSWERS = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedElasticsearch node;

    private IndexedEvents(EmbeddedElasticsearch node) {
        this.node = node;
    }

    static IndexedEvents start(Path directory, List<ServiceEvent> events) {
        IndexedEvents started = new IndexedEvents(EmbeddedElasticsearch.start(directory, 0, List.of(new KqlPlugin())));
        IndexNames read = new IndexNames(Generation.FIRST, BucketSize.MONTH);
        started.index(read, events);
        started.index(new IndexNames(read.generation().next(), BucketSize.MONTH), events);
        started.send(
                "POST",
                "/_aliases",
                "{\"actions\": [{\"add\": {\"index\": \"%s\", \"alias\": \"%s\"}}]}"
                        .formatted(read.eventsPattern(), IndexNames.EVENTS));
        return started;
    }

    private void index(IndexNames names, List<ServiceEvent> events) {
        send("PUT", "/_index_template/" + names.eventsTemplate(), IndexTemplates.events(names, IndexSettings.DEFAULT));
        for (ServiceEvent event : events) {
            EventDocument document = EventDocument.of(event);
            StringWriter source = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), source)) {
                document.writeSource(json);
            }
            String place = "/%s/_create/%s?routing=%s"
                    .formatted(
                            names.eventsAt(event.occurTime()),
                            document.id().text(),
                            document.routing().replace("/", "%2F"));
            send("PUT", place, source.toString());
        }
        send("POST", "/" + names.eventsPattern() + "/_refresh", "");
    }

    JsonNode search(String index, String body) {
        JsonNode answer = send("POST", "/" + index + "/_search", body);
        if (answer.required("_shards").required("failed").asInt() > 0) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }

    /** What is known of the fields of the index, by their names. */
    JsonNode fields(String index) {
        return send("GET", "/" + index + "/_field_caps?fields=*", "").required("fields");
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.httpAddress() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.body());
            }
            return ANSWERS.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        node.close();
    }
}
