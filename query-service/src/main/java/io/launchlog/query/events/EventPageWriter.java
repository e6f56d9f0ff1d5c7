package io.launchlog.query.events;

import io.launchlog.model.index.Field;
import io.launchlog.query.request.Paging;
import io.launchlog.query.search.SearchAnswers;
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

    private final @Nullable SearchAnswers answers;
    private String type = "";
    private long time;
    private String serviceName = "";
    private char[] info = new char[512];
    private int infoLength;

    private EventPageWriter(@Nullable SearchAnswers answers) {
        this.answers = answers;
    }

    /**
     * Writes the whole answer.
     *
     * @param serviceName null when the first event has it
     * @param total how many events match
     * @param answers at the hits of the page; null when it has none
     * @return the occur time of the last event, in epoch milliseconds; 0 when there is none
     */
    static long write(
            PageOutput output,
            String serviceId,
            @Nullable String serviceName,
            long total,
            Paging paging,
            @Nullable SearchAnswers answers) {
        EventPageWriter events = new EventPageWriter(answers);
        boolean isThere = events.next();
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), output.open(total));
        int count = paging.count(total);
        json.writeStartObject();
        json.writeStringProperty("service_name", serviceName == null ? events.serviceName : serviceName);
        json.writeNumberProperty("total_count", total);
        json.writeStringProperty("service_id", serviceId);
        json.writeNumberProperty("count", count);
        json.writeArrayPropertyStart("events");
        int written = 0;
        for (; isThere; isThere = events.next()) {
            events.write(json);
            written++;
        }
        if (written != count) {
            throw new IllegalStateException("Elasticsearch counted " + count + " events and sent " + written);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        return events.time;
    }

    /** Goes to the next event; false when there is none. */
    private boolean next() {
        if (answers == null || !answers.nextHit()) {
            return false;
        }
        if (!answers.enterSource()) {
            throw new IllegalStateException("Elasticsearch sent an event without its document");
        }
        read(answers.json());
        answers.leaveSource();
        return true;
    }

    private void read(JsonParser source) {
        type = "";
        time = 0;
        infoLength = 0;
        for (String name = source.nextName(); name != null; name = source.nextName()) {
            source.nextToken();
            switch (name) {
                case Field.EVENT_TYPE -> type = source.getString();
                case Field.EVENT_INFO -> keepInfo(source);
                case Field.OCCUR_TIME -> time = source.getLongValue();
                case Field.SERVICE_NAME -> keepName(source);
                default -> source.skipChildren();
            }
        }
    }

    /** Of the first event alone; most of the others have the same. */
    private void keepName(JsonParser source) {
        if (serviceName.isEmpty()) {
            serviceName = source.getString();
        }
    }

    private void write(JsonGenerator json) {
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
