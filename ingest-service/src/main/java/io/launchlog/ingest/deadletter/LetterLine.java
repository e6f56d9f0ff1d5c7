package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.DeadLetterReason;
import java.io.StringWriter;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** A letter on one line: in columns for people, as JSON for machines. */
final class LetterLine {

    private static final String COLUMNS = "%-10s  %-20s  %-17s  %-30s  %-14s  %-12s  %3s  %-8s  %s";
    private static final int MAXIMUM_DETAIL = 120;

    /** ASCII, so that no terminal or pipe can spoil it. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private LetterLine() {}

    static String heading() {
        return COLUMNS.formatted(
                "LETTER", "TIME", "REASON", "PROJECT/SERVICE", "FIELD", "ORIGINAL", "TRY", "REPLAYED", "DETAIL");
    }

    static String columns(StoredLetter letter, boolean replayed) {
        return COLUMNS.formatted(
                letter.coordinate(),
                Shown.time(letter.time()),
                letter.reason().map(DeadLetterReason::wireName).orElse("unknown"),
                Shown.line(letter.subject().toString(), 64),
                Shown.line(letter.text(DeadLetterHeaders.FIELD), 20),
                letter.original()
                        .map(original -> original.partition() + ":" + original.offset())
                        .orElse("-"),
                letter.attempt().number(),
                replayed ? "yes" : "no",
                Shown.line(letter.text(DeadLetterHeaders.DETAIL), MAXIMUM_DETAIL));
    }

    /** One object; what is unknown is left out. */
    static String json(StoredLetter letter, boolean replayed) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("letter", letter.coordinate().toString());
            json.writeNumberProperty("time", letter.record().timestamp());
            write(json, "reason", letter.text(DeadLetterHeaders.REASON));
            write(json, "project_id", letter.subject().project());
            write(json, "service_id", letter.subject().service());
            write(json, "field", letter.text(DeadLetterHeaders.FIELD));
            write(json, "detail", letter.text(DeadLetterHeaders.DETAIL));
            letter.original().ifPresent(original -> {
                json.writeStringProperty("original_topic", original.topic());
                json.writeNumberProperty("original_partition", original.partition());
                json.writeNumberProperty("original_offset", original.offset());
                json.writeNumberProperty("original_timestamp", original.timestamp());
            });
            json.writeNumberProperty("attempt", letter.attempt().number());
            json.writeNumberProperty("first_seen", letter.attempt().firstSeen());
            write(json, "replayed_from", letter.text(DeadLetterHeaders.REPLAYED_FROM));
            json.writeBooleanProperty("replayed", replayed);
            json.writeNumberProperty(
                    "value_bytes", size(letter.record().value()).orElse(0));
            json.writeEndObject();
        }
        return text.toString();
    }

    private static OptionalInt size(byte @Nullable [] value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.length);
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
