package io.launchlog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.launchlog.benchmarks.ingest.IndexSizes;
import io.launchlog.benchmarks.ingest.IngestResult;
import io.launchlog.benchmarks.measure.Comparison;
import io.launchlog.benchmarks.measure.Figure;
import io.launchlog.benchmarks.query.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final IngestResult INGEST = new IngestResult(
            new Comparison(List.of(41_000.0, 40_000.0, 42_000.0), List.of(60_000.0, 60_000.0, 60_000.0)),
            2,
            14.23456,
            new IndexSizes(360, 181.26, 402.1, 350.0),
            new IngestResult.Delay(520.0, 1043.4));

    private static final List<QueryResult> QUERY = List.of(
            new QueryResult("first_page", 10, 1, times(1.2, 1.0), times(3.0, 2.0), times(800, 1000)),
            new QueryResult("text_filter", 100, 8, times(1.5, 1.0), times(2.0, 2.0), times(900, 1000)));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("results.json");
    }

    @Test
    void bothMeasurementsTogetherAreWhatTheDocumentationSays() throws IOException {
        ResultFile.at(file).write(INGEST);
        ResultFile.at(file).write(QUERY);

        assertThat(file).hasContent(Files.readString(Path.of("src/test/resources/golden/results.json")));
    }

    @Test
    void aMeasurementReplacesItsOwnPartAndKeepsTheOther() throws IOException {
        Files.writeString(file, "{\"ingest\": {\"old\": 1}, \"query\": [\"kept\"], \"note\": \"kept too\"}");

        ResultFile.at(file).write(INGEST);

        assertThat(Files.readString(file))
                .contains("\"kept\"", "\"kept too\"", "\"ratio_to_bulk_ceiling\" : 0.6833")
                .doesNotContain("old");
    }

    @Test
    void a_judged_measurement_has_its_figures_their_bounds_and_whether_they_were_reached() throws IOException {
        ResultFile.at(file)
                .write(
                        "overload",
                        List.of(
                                Figure.told("sustained_requests/s", 1234.5),
                                Figure.atLeast("offered_to_sustained", 4.98765, 4.5),
                                Figure.atMost("recovery_ms", Double.POSITIVE_INFINITY, 12.34)));

        assertThat(file).hasContent("""
                        {
                          "overload" : [ {
                            "figure" : "sustained_requests/s",
                            "value" : 1235
                          }, {
                            "figure" : "offered_to_sustained",
                            "value" : 4.988,
                            "at_least" : 4.5,
                            "reached" : true
                          }, {
                            "figure" : "recovery_ms",
                            "value" : null,
                            "at_most" : 12.34,
                            "reached" : false
                          } ]
                        }""");
    }

    @Test
    void onlyThePartThatWasRunIsInANewFile() throws IOException {
        ResultFile.at(file).write(QUERY);

        assertThat(Files.readString(file)).contains("\"query\"").doesNotContain("\"ingest\"");
    }

    @Test
    void aFileThatIsSomethingElseIsRefusedBeforeAnythingIsMeasured() throws IOException {
        Files.writeString(file, "[1, 2]");
        assertThatExceptionOfType(BenchmarkException.class)
                .isThrownBy(() -> ResultFile.at(file))
                .withMessageContaining("results.json is there and holds no JSON object");

        Files.writeString(file, "not JSON");
        assertThatExceptionOfType(BenchmarkException.class).isThrownBy(() -> ResultFile.at(file));
        assertThat(file).hasContent("not JSON");
    }

    private static Comparison times(double ours, double raw) {
        return new Comparison(List.of(ours), List.of(raw));
    }
}
