package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Tells a report to people and to programs. */
final class ReportPrinter {

    private static final JsonFactory JSON = new JsonFactory();

    private ReportPrinter() {}

    static void print(Report report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Log %s, %d partitions: %,d records, in %.1f s%n",
                report.topic(),
                report.partitions(),
                report.records(),
                report.duration().toMillis() / 1000.0);
        row(out, "logged", report.logged(), "events that are to be in the index");
        row(out, "repeated", report.repeated(), "records with such an event again");
        row(out, "dead-lettered", report.deadLettered(), "records that are in the dead letters instead");
        row(out, "pending", report.pending(), "records that ingest has not committed yet");
        row(out, "indexed", report.documents(), "documents in the index");
        row(out, "matched", report.matched(), "documents that say what the log says");
        if (report.expired() > 0) {
            row(out, "expired", report.expired(), "events whose index is dropped, being older than the retention");
        }
        if (report.beforeTheLog() > 0) {
            row(out, "before the log", report.beforeTheLog(), "documents older than what Kafka still has");
        }
        if (report.withinRetention() > 0) {
            row(
                    out,
                    "within retention",
                    report.withinRetention(),
                    "of them, which only records that were deleted by hand, or a shorter retention before, explain");
        }
        judged(
                out,
                "documents without a record",
                "that occurred",
                report.reach().documents());
        judged(out, "missing dead letters", "of records", report.reach().letters());
        ServiceCheck.Count services = report.services();
        if (services == null) {
            out.println("services are not compared with --since");
        } else {
            row(out, "services", services.compared(), "compared");
            if (services.leftOut() > 0) {
                row(out, "services left out", services.leftOut(), "their events differ, or ingest was writing them");
            }
        }
        for (Difference kind : Difference.values()) {
            differences(report.differences(), kind, out);
        }
        long open = report.differences().open();
        out.println(open == 0 ? "Nothing differs." : String.format(Locale.ROOT, "%,d differences are left.", open));
        out.flush();
    }

    private static void differences(Differences differences, Difference kind, PrintWriter out) {
        long mended = differences.mendedOf(kind);
        row(
                out,
                kind.label(),
                differences.found(kind),
                kind.meaning() + (mended > 0 ? String.format(Locale.ROOT, "; %,d mended", mended) : ""));
        differences.shown(kind).forEach(coordinates -> out.println("    " + coordinates));
    }

    private static void judged(PrintWriter out, String what, String of, long since) {
        if (since == Long.MAX_VALUE) {
            out.println("Of " + what + " none are told: Kafka has dropped all that a partition had.");
        } else if (since > Long.MIN_VALUE) {
            out.println("Of " + what + " those " + of + " since " + Instant.ofEpochMilli(since)
                    + " are told: what Kafka has dropped may explain the others.");
        }
    }

    private static void row(PrintWriter out, String label, long count, String meaning) {
        out.printf(Locale.ROOT, "%-22s %,14d  %s%n", label, count, meaning);
    }

    /** Not there where all is told; null where nothing is. */
    private static void judged(JsonGenerator json, String name, long since) {
        if (since == Long.MAX_VALUE) {
            json.writeNullProperty(name);
        } else if (since > Long.MIN_VALUE) {
            json.writeNumberProperty(name, since);
        }
    }

    static void write(Report report, Path file) {
        try (OutputStream stream = Files.newOutputStream(file);
                JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), stream)) {
            json.writeStartObject();
            json.writeStringProperty("topic", report.topic());
            json.writeNumberProperty("records", report.records());
            json.writeNumberProperty("logged", report.logged());
            json.writeNumberProperty("repeated", report.repeated());
            json.writeNumberProperty("dead_lettered", report.deadLettered());
            json.writeNumberProperty("pending", report.pending());
            json.writeNumberProperty("indexed", report.documents());
            json.writeNumberProperty("matched", report.matched());
            json.writeNumberProperty("expired", report.expired());
            json.writeNumberProperty("before_the_log", report.beforeTheLog());
            json.writeNumberProperty("before_the_log_within_retention", report.withinRetention());
            judged(json, "unexpected_since", report.reach().documents());
            judged(json, "missing_dead_letters_since", report.reach().letters());
            ServiceCheck.Count services = report.services();
            if (services != null) {
                json.writeNumberProperty("services", services.compared());
                json.writeNumberProperty("services_left_out", services.leftOut());
            }
            json.writeNumberProperty("milliseconds", report.duration().toMillis());
            json.writeObjectPropertyStart("differences");
            for (Difference kind : Difference.values()) {
                json.writeObjectPropertyStart(kind.jsonName());
                json.writeNumberProperty("found", report.differences().found(kind));
                json.writeNumberProperty("mended", report.differences().mendedOf(kind));
                json.writeArrayPropertyStart("samples");
                report.differences().shown(kind).forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeBooleanProperty("right", report.isRight());
            json.writeEndObject();
        } catch (IOException e) {
            throw new OperationFailedException("The report cannot be written to " + file + ": " + e, e);
        }
    }
}
