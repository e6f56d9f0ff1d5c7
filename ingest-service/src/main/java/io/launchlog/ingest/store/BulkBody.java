package io.launchlog.ingest.store;

import java.io.ByteArrayOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The body of one {@code _bulk} request, written document by document without objects in between. */
public final class BulkBody implements AutoCloseable {

    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    /** What an event of the usual size takes, action line included. */
    private static final int USUAL_ITEM_BYTES = 768;

    private final Bytes bytes;
    private final JsonGenerator json;
    private int items;

    /** @param expectedItems so that the usual body needs no growing */
    public BulkBody(int expectedItems) {
        bytes = new Bytes(Math.max(1, expectedItems) * USUAL_ITEM_BYTES);
        json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
    }

    /** Writes the action line of one more document; unless it is {@code delete} its source is to follow on {@link #json()}. */
    public void action(String operation, String index, String id, String routing) {
        startAction(operation, index, id, routing);
        endAction();
    }

    /** The same for a write that only replaces the version it has seen. */
    public void action(
            String operation, String index, String id, String routing, long sequenceNumber, long primaryTerm) {
        startAction(operation, index, id, routing);
        json.writeNumberProperty("if_seq_no", sequenceNumber);
        json.writeNumberProperty("if_primary_term", primaryTerm);
        endAction();
    }

    private void startAction(String operation, String index, String id, String routing) {
        json.writeStartObject();
        json.writeObjectPropertyStart(operation);
        json.writeStringProperty("_index", index);
        json.writeStringProperty("_id", id);
        json.writeStringProperty("routing", routing);
    }

    private void endAction() {
        json.writeEndObject();
        json.writeEndObject();
        items++;
    }

    /** Where the source of the document is written. */
    public JsonGenerator json() {
        return json;
    }

    /** How many action lines were written. */
    public int items() {
        return items;
    }

    /** The size so far, in bytes. */
    int size() {
        json.flush();
        return bytes.size();
    }

    HttpEntity entity(ContentType type) {
        json.flush();
        bytes.write('\n');
        return new ByteArrayEntity(bytes.array(), 0, bytes.size(), type);
    }

    @Override
    public void close() {
        json.close();
    }

    /** Hands its array out instead of a copy of it. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes(int capacity) {
            super(capacity);
        }

        byte[] array() {
            return buf;
        }
    }
}
