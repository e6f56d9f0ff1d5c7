package io.launchlog.ingest.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The body of one {@code _mget} request: documents by index, id and routing, in the order in which they are asked for. */
public final class MultiGet {

    private static final JsonFactory JSON = new JsonFactory();

    /** Index, id, routing and what stands around them. */
    private static final int USUAL_ITEM_BYTES = 128;

    private final List<Item> items;

    private record Item(String index, String id, String routing) {}

    /** @param expectedItems so that the usual request needs no growing */
    public MultiGet(int expectedItems) {
        items = new ArrayList<>(expectedItems);
    }

    /** Asks for one more document. */
    public void add(String index, String id, String routing) {
        items.add(new Item(index, id, routing));
    }

    /** Asks for some of the documents again. */
    MultiGet only(List<Integer> positions) {
        MultiGet some = new MultiGet(positions.size());
        positions.forEach(position -> some.items.add(items.get(position)));
        return some;
    }

    int items() {
        return items.size();
    }

    String id(int position) {
        return items.get(position).id();
    }

    byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(1, items.size()) * USUAL_ITEM_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("docs");
            for (Item item : items) {
                json.writeStartObject();
                json.writeStringProperty("_index", item.index());
                json.writeStringProperty("_id", item.id());
                json.writeStringProperty("routing", item.routing());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
