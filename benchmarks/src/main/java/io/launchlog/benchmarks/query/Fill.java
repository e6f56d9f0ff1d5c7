package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.benchmarks.store.BulkBodies;
import io.launchlog.benchmarks.store.BulkLoad;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.IndexSettings;
import io.launchlog.model.index.IndexTemplates;
import io.launchlog.model.index.ServiceDocument;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Fills the indices as ingest would have. */
record Fill(SearchNode node) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BULK = 5000;
    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);

    /**
     * Makes templates, indices and documents.
     *
     * @param now the time of the last event at the latest, epoch milliseconds
     */
    void fill(QuerySizes sizes, List<MeasuredService> services, long now) {
        node.request(
                "PUT",
                "/_index_template/" + NAMES.eventsTemplate(),
                IndexTemplates.events(NAMES, IndexSettings.DEFAULT));
        node.request(
                "PUT", "/_index_template/" + NAMES.services(), IndexTemplates.services(NAMES, IndexSettings.DEFAULT));
        EventGenerator events =
                new EventGenerator(sizes.seed(), services, now - EventGenerator.longestSpan(sizes.events()));
        Map<ServiceKey, ServiceDocument> known = new HashMap<>();
        BulkLoad bulks = new BulkLoad(node.calls());
        for (int done = 0; done < sizes.events(); done += BULK) {
            BulkBodies bodies = BulkBodies.likeIngest(NAMES, BULK);
            for (int i = done; i < Math.min(done + BULK, sizes.events()); i++) {
                ServiceEvent event = events.next();
                EventDocument document = EventDocument.of(event);
                bodies.add(document);
                known.merge(event.service(), ServiceDocument.of(document), ServiceDocument::merge);
            }
            bulks.send(bodies.bodies(), 1);
        }
        known.values().forEach(this::put);
        node.request(
                "POST",
                "/_aliases",
                "{\"actions\": [{\"add\": {\"index\": \"" + NAMES.eventsPattern() + "\", \"alias\": \""
                        + IndexNames.EVENTS
                        + "\"}}, {\"add\": {\"index\": \"" + NAMES.services() + "\", \"alias\": \""
                        + IndexNames.SERVICES
                        + "\"}}]}");
        node.count(IndexNames.SERVICES);
        if (node.count(IndexNames.EVENTS) != sizes.events()) {
            throw new BenchmarkException("Not all events are in the index");
        }
    }

    private void put(ServiceDocument service) {
        StringWriter source = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), source)) {
            service.writeSource(json);
        }
        node.request(
                "PUT",
                "/" + NAMES.services() + "/_doc/" + encoded(ServiceDocument.idOf(service.service())) + "?routing="
                        + encoded(ServiceDocument.routingOf(service.service().projectId())),
                source.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
