package io.launchlog.ingest.store;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The body of one {@code _mget} request: documents by index, id and routing, in the order in which they are asked for. */
public final class MultiGet {

    private static final JsonFactory JSON = new JsonFactory();

    /** Index, id, routing and what stands around them. */
    private static final int USUAL_ITEM_BYTES = 128;

    private final ByteArrayOutputStream bytes;
    private final JsonGenerator json;
    private int items;

    /** @param expectedItems so that the usual body needs no growing */
    public MultiGet(int expectedItems) {
        bytes = new ByteArrayOutputStream(Math.max(1, expectedItems) * USUAL_ITEM_BYTES);
        json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
        json.writeStartObject();
        json.writeArrayPropertyStart("docs");
    }

    /** Asks for one more document. */
    public void add(String index, String id, String routing) {
        json.writeStartObject();
        json.writeStringProperty("_index", index);
        json.writeStringProperty("_id", id);
        json.writeStringProperty("routing", routing);
        json.writeEndObject();
        items++;
    }

    int items() {
        return items;
    }

    /** The finished body; nothing can be added behind it. */
    byte[] body() {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        return bytes.toByteArray();
    }
}
