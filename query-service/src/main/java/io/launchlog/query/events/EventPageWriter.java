package io.launchlog.query.events;

import io.launchlog.model.index.Field;
import io.launchlog.query.request.Paging;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Copies hits into an answer (reference, Tables 4 and 5), one after the other, without an object per event. */
final class EventPageWriter {

    /** Half an answer must not be closed as if it were a whole one, and a whole one is by the caller. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final JsonGenerator json;
    private char[] info = new char[512];
    private int infoLength;

    private EventPageWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the whole answer.
     *
     * @param total how many events match
     * @param answers at the hits of the page; null when it has none
     */
    static void write(PageOutput output, Service service, long total, Paging paging, @Nullable SearchAnswers answers) {
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), output.open(total));
        int count = paging.count(total);
        json.writeStartObject();
        json.writeStringProperty("service_name", service.name());
        json.writeNumberProperty("total_count", total);
        json.writeStringProperty("service_id", service.id());
        json.writeNumberProperty("count", count);
        json.writeArrayPropertyStart("events");
        int written = answers == null ? 0 : new EventPageWriter(json).copy(answers);
        if (written != count) {
            throw new IllegalStateException("Elasticsearch counted " + count + " events and sent " + written);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private int copy(SearchAnswers answers) {
        int written = 0;
        while (answers.nextHit()) {
            if (!answers.enterSource()) {
                throw new IllegalStateException("Elasticsearch sent an event without its document");
            }
            copyEvent(answers.json());
            answers.leaveSource();
            written++;
        }
        return written;
    }

    private void copyEvent(JsonParser source) {
        String type = "";
        long time = 0;
        infoLength = 0;
        for (String name = source.nextName(); name != null; name = source.nextName()) {
            source.nextToken();
            switch (name) {
                case Field.EVENT_TYPE -> type = source.getString();
                case Field.EVENT_INFO -> keepInfo(source);
                case Field.OCCUR_TIME -> time = source.getLongValue();
                default -> source.skipChildren();
            }
        }
        json.writeStartObject();
        json.writeStringProperty(Field.EVENT_TYPE, type);
        json.writeName(Field.EVENT_INFO);
        json.writeString(info, 0, infoLength);
        json.writeNumberProperty(Field.OCCUR_TIME, time);
        json.writeEndObject();
    }

    /** The parser's buffer is gone with its next token. */
    private void keepInfo(JsonParser source) {
        infoLength = source.getStringLength();
        if (infoLength > info.length) {
            info = new char[infoLength];
        }
        System.arraycopy(source.getStringCharacters(), source.getStringOffset(), info, 0, infoLength);
    }
}
