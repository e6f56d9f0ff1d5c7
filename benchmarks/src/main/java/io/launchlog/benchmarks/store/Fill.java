package io.launchlog.benchmarks.store;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.events.MeasuredService;
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

/** Fills the indices as ingest would have. Used by one thread. */
public final class Fill {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BULK = 5000;
    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);

    private final SearchNode node;
    private long filled;

    /** @param node empty */
    public Fill(SearchNode node) {
        this.node = node;
    }

    /**
     * Makes templates, indices and documents, beside those that it has made.
     *
     * @param services of which no other call was told
     * @param count of the events of all of them
     * @param atOnce how many of them, in their middle, have the same time
     * @param now the time of the last event at the latest, epoch milliseconds
     * @throws BenchmarkException when not all of them are there afterwards
     */
    public void fill(List<MeasuredService> services, int count, int atOnce, long seed, long now) {
        node.request(
                "PUT",
                "/_index_template/" + NAMES.eventsTemplate(),
                IndexTemplates.events(NAMES, IndexSettings.DEFAULT));
        node.request(
                "PUT", "/_index_template/" + NAMES.services(), IndexTemplates.services(NAMES, IndexSettings.DEFAULT));
        EventGenerator events = new EventGenerator(seed, services, now - EventGenerator.longestSpan(count));
        Map<ServiceKey, ServiceDocument> known = new HashMap<>();
        BulkLoad bulks = new BulkLoad(node.calls());
        for (int done = 0; done < count; done += BULK) {
            BulkBodies bodies = BulkBodies.likeIngest(NAMES, BULK);
            for (int i = done; i < Math.min(done + BULK, count); i++) {
                if (i == (count - atOnce) / 2) {
                    events.standStill(atOnce);
                }
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
        filled += count;
        if (node.count(IndexNames.EVENTS) != filled) {
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
