package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.wire.DeadLetterHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dlq show}. */
@Command(name = "show", description = "Shows all of one dead letter.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    private static final int MAXIMUM_LINE = 2048;
    private static final int MAXIMUM_VALUE = 16 * 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            converter = Coordinate.Converter.class,
            description = "Which one, as 'dlq list' writes it")
    private Coordinate letter = new Coordinate(0, 0);

    @Option(names = "--raw", description = "Writes the bytes of the value, and nothing else")
    private boolean raw;

    private final Supplier<DeadLetterLog> log;
    private final Supplier<ReplayTraces> traces;
    private final OutputStream bytes;

    ShowCommand(Supplier<DeadLetterLog> log, Supplier<ReplayTraces> traces, OutputStream bytes) {
        this.log = log;
        this.traces = traces;
        this.bytes = bytes;
    }

    @Override
    public Integer call() throws IOException {
        StoredLetter found = log.get().at(letter);
        if (raw) {
            writeValue(found);
        } else {
            print(found, spec.commandLine().getOut());
        }
        return 0;
    }

    private void writeValue(StoredLetter found) throws IOException {
        byte[] value = found.record().value();
        if (value == null) {
            throw new OperationFailedException("The dead letter " + letter + " has no value"
                    + (found.isValueLeftOut() ? ": it was too large; the original may still be in the log" : ""));
        }
        bytes.write(value);
        bytes.flush();
    }

    private void print(StoredLetter found, PrintWriter out) {
        Attempt attempt = found.attempt();
        line(out, "Dead letter", letter + " of " + found.record().topic());
        line(out, "Written", found.time().toString());
        line(out, "Reason", found.text(DeadLetterHeaders.REASON));
        line(out, "Field", found.text(DeadLetterHeaders.FIELD));
        line(out, "Detail", found.text(DeadLetterHeaders.DETAIL));
        line(
                out,
                "Original",
                found.original()
                        .map(original -> original + " of " + Instant.ofEpochMilli(original.timestamp()))
                        .orElse(null));
        line(out, "Attempt", attempt.number() + ", first seen " + Instant.ofEpochMilli(attempt.firstSeen()));
        line(
                out,
                "Replayed",
                traces.get()
                        .of(letter)
                        .map(trace -> trace.at() + " to " + trace.partition() + ":" + trace.offset())
                        .orElse("no"));
        line(out, "Service", found.subject().toString());
        line(out, "Key", described(found.record().key()));
        out.println("Headers");
        for (Header header : found.record().headers()) {
            out.println("  " + Shown.line(header.key(), 128) + ": " + described(header.value()));
        }
        byte[] value = found.record().value();
        line(out, "Value", value == null ? (found.isValueLeftOut() ? "left out" : "none") : value.length + " bytes");
        if (value != null) {
            out.println(Shown.utf8(value)
                    .map(text -> Shown.text(text, MAXIMUM_VALUE))
                    .orElse("(no UTF-8 text: --raw writes the bytes)"));
        }
    }

    private static void line(PrintWriter out, String name, @Nullable String content) {
        out.println("%-12s %s".formatted(name, Shown.line(content, MAXIMUM_LINE)));
    }

    private static String described(byte @Nullable [] content) {
        if (content == null) {
            return "-";
        }
        return Shown.utf8(content)
                .map(text -> Shown.line(text, MAXIMUM_LINE))
                .orElse("(" + content.length + " bytes, no UTF-8 text)");
    }
}
