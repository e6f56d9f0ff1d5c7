package io.launchlog.benchmarks.store;

import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.IndexNames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Ready-made bodies of {@code _bulk} requests in memory. */
public final class BulkBodies {

    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    private final int documentsPerBulk;
    private final BiConsumer<EventDocument, JsonGenerator> writer;
    private final List<byte[]> bodies = new ArrayList<>();
    private @Nullable Body open;
    private int documents;

    private BulkBodies(int documentsPerBulk, BiConsumer<EventDocument, JsonGenerator> writer) {
        this.documentsPerBulk = documentsPerBulk;
        this.writer = writer;
    }

    private static final class Body {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 << 20);
        final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
        int documents;
    }

    /** As ingest writes them: into the index of their time, with id, routing and its source. */
    public static BulkBodies likeIngest(IndexNames names, int documentsPerBulk) {
        return new BulkBodies(documentsPerBulk, (document, json) -> {
            action(
                    json,
                    names.eventsAt(document.event().occurTime()),
                    document.id().text(),
                    document.routing());
            document.writeSource(json);
        });
    }

    /** The same ids and sources for an index of that name without routing. */
    public static BulkBodies withoutRouting(String index, int documentsPerBulk) {
        return new BulkBodies(documentsPerBulk, (document, json) -> {
            action(json, index, document.id().text(), null);
            document.writeSource(json);
        });
    }

    /** The same ids, and of the sources what was published: without the fields that ingest adds. */
    public static BulkBodies asPublished(String index, int documentsPerBulk) {
        return new BulkBodies(documentsPerBulk, (document, json) -> {
            action(json, index, document.id().text(), null);
            PublishedSource.write(document, json);
        });
    }

    private static void action(JsonGenerator json, String index, String id, @Nullable String routing) {
        json.writeStartObject();
        json.writeObjectPropertyStart("create");
        json.writeStringProperty("_index", index);
        json.writeStringProperty("_id", id);
        if (routing != null) {
            json.writeStringProperty("routing", routing);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Adds one. */
    public void add(EventDocument document) {
        if (open == null) {
            open = new Body();
        }
        writer.accept(document, open.json);
        open.documents++;
        documents++;
        if (open.documents == documentsPerBulk) {
            finish(open);
        }
    }

    private void finish(Body body) {
        body.json.close();
        body.bytes.write('\n');
        bodies.add(body.bytes.toByteArray());
        open = null;
    }

    /** What was added, in bodies; nothing may be added any more. */
    public List<byte[]> bodies() {
        if (open != null) {
            finish(open);
        }
        return List.copyOf(bodies);
    }

    /** How many documents were added. */
    public int documents() {
        return documents;
    }
}
