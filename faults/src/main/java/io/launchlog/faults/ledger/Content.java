package io.launchlog.faults.ledger;

import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it has to be stored.
 *
 * @param identity project, service, source and id, from the event's own fields
 * @param id the {@code _id} of its document
 * @param routing of its document
 * @param index where its document has to be
 * @param source the digest of its document's whole source
 */
public record Content(String identity, String id, String routing, String index, String source) {

    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static Content of(EventDocument document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            document.writeSource(json);
        }
        JsonNode source = MAPPER.readTree(bytes.toByteArray());
        return new Content(
                identityIn(source),
                document.id().text(),
                document.routing(),
                NAMES.eventsAt(document.event().occurTime()),
                digestOf(source));
    }

    /** As {@link Stored#inAnyGeneration()} of its document. */
    public String inAnyGeneration() {
        return Stored.inAnyGeneration(index, id, source);
    }

    /** The identity that a stored source tells, whatever {@code _id} it is stored under. */
    static String identityIn(JsonNode source) {
        return source.path("project_id").asString("") + "/"
                + source.path("service_id").asString("") + " "
                + source.path("source").asString("") + " "
                + source.path("id").asString("");
    }

    /** Tells two sources apart by any of their fields. */
    static String digestOf(JsonNode source) {
        return Digests.of(source.toString().getBytes(StandardCharsets.UTF_8));
    }
}
