package io.launchlog.benchmarks;

import io.launchlog.benchmarks.ingest.IngestResult;
import io.launchlog.benchmarks.measure.Bound;
import io.launchlog.benchmarks.measure.Figure;
import io.launchlog.benchmarks.query.QueryResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results as JSON, each part written by the command of its name, which leaves the others as it finds them. Every
 * ratio is ours / raw; times and sizes are absolute.
 */
final class ResultFile {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MathContext DIGITS = new MathContext(4);

    private final Path file;
    private final ObjectNode content;

    private ResultFile(Path file, ObjectNode content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Reads what is there: before minutes of measuring, so that a file that cannot be added to is known at once.
     *
     * @throws BenchmarkException when the file is there and is no JSON object
     */
    static ResultFile at(Path file) {
        try {
            JsonNode content = JSON.readTree(Files.readString(file));
            if (content instanceof ObjectNode object) {
                return new ResultFile(file, object);
            }
        } catch (NoSuchFileException e) {
            return new ResultFile(file, JSON.createObjectNode());
        } catch (IOException e) {
            throw new BenchmarkException(file + " cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw notOurs(file);
        }
        throw notOurs(file);
    }

    private static BenchmarkException notOurs(Path file) {
        return new BenchmarkException(file + " is there and holds no JSON object: choose another file");
    }

    void write(IngestResult result) {
        ObjectNode ingest = JSON.createObjectNode();
        ingest.put("ratio_to_bulk_ceiling", rounded(result.drained().ratio()));
        ingest.put("cpu_us_per_event", rounded(result.cpuMicros()));
        ingest.put("index_bytes_per_event", rounded(result.sizes().ours()));
        ingest.put("dynamic_mapping_bytes_per_event", rounded(result.sizes().dynamic()));
        ingest.put("freshness_p99_ms", rounded(result.freshness().p99()));
        write("ingest", ingest);
    }

    void write(List<QueryResult> results) {
        ArrayNode query = JSON.createArrayNode();
        for (QueryResult result : results) {
            ObjectNode row = query.addObject();
            row.put("case", result.name());
            row.put("page", result.page());
            row.put("clients", result.clients());
            row.put("p50_ratio", rounded(result.p50().ratio()));
            row.put("p99_ratio", rounded(result.p99().ratio()));
            row.put("throughput_ratio", rounded(result.perSecond().ratio()));
        }
        write("query", query);
    }

    /** @param part whose figures they are: the name of the command */
    void write(String part, List<Figure> figures) {
        ArrayNode rows = JSON.createArrayNode();
        for (Figure figure : figures) {
            ObjectNode row = rows.addObject();
            row.put("figure", figure.name());
            if (Double.isFinite(figure.value())) {
                row.put("value", rounded(figure.value()));
            } else {
                row.putNull("value");
            }
            switch (figure.bound()) {
                case Bound.AtMost(double limit) -> judged(row, "at_most", limit, figure);
                case Bound.AtLeast(double limit) -> judged(row, "at_least", limit, figure);
                case Bound.None() -> {}
            }
        }
        write(part, rows);
    }

    private static void judged(ObjectNode row, String bound, double limit, Figure figure) {
        row.put(bound, rounded(limit));
        row.put("reached", figure.isReached());
    }

    private void write(String part, JsonNode value) {
        content.set(part, value);
        try {
            Files.writeString(
                    file,
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchmarkException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        return value >= 1000 ? new BigDecimal(Math.round(value)) : exact.round(DIGITS);
    }
}
