package io.launchlog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All measurements in a size that says nothing about speed: that they work, and what they leave behind. */
class BenchmarksIT {

    @TempDir
    private Path directory;

    @Test
    void bothMeasurementsRunAndWriteOneFile() throws IOException {
        Path json = directory.resolve("results.json");
        Path data = directory.resolve("data");
        List<String> common = List.of("--json", json.toString(), "--data", data.toString(), "--backends-heap", "512m");

        assertThat(run(
                        "ingest",
                        common,
                        "--events=3000",
                        "--services=20",
                        "--rounds=1",
                        "--warm-ups=0",
                        "--freshness-seconds=1",
                        "--freshness-rate=200"))
                .isZero();
        assertThat(run(
                        "query",
                        common,
                        "--events=3000",
                        "--services=2",
                        "--rounds=1",
                        "--slice=50",
                        "--warm-up=100",
                        "--deep-events=40000"))
                .isZero();

        JsonNode results = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(results.propertyNames()).containsExactly("ingest", "query");
        assertThat(results.path("ingest").propertyNames())
                .containsExactly(
                        "ratio_to_bulk_ceiling",
                        "cpu_us_per_event",
                        "index_bytes_per_event",
                        "dynamic_mapping_bytes_per_event",
                        "freshness_p99_ms");
        assertThat(results.path("ingest")).allMatch(figure -> figure.asDouble() > 0);
        assertThat(results.path("query"))
                .extracting(row -> row.path("case").asString() + " " + row.path("page") + " " + row.path("clients"))
                .containsExactly(
                        "first_page 10 1",
                        "first_page 100 1",
                        "first_page 1000 1",
                        "text_filter 100 1",
                        "first_page 10 8",
                        "first_page 100 8",
                        "first_page 1000 8",
                        "text_filter 100 8",
                        "deep_page 10 1",
                        "deep_page 100 1",
                        "deep_page 1000 1",
                        "deep_page_by_event_info 10 1",
                        "deep_page_by_event_info 100 1",
                        "deep_page_by_event_info 1000 1");
        assertThat(results.path("query"))
                .allSatisfy(row -> assertThat(Stream.of("p50_ratio", "p99_ratio", "throughput_ratio"))
                        .allMatch(name -> row.path(name).asDouble() > 0));
        assertThat(data).as("what is left of the data").isEmptyDirectory();
    }

    @Test
    void overload_is_judged_line_by_line_also_where_it_is_too_short_to_say_anything() throws IOException {
        assertThat(judged(
                        "overload",
                        "--warm-up=1",
                        "--probe=1",
                        "--idle=2",
                        "--seconds=3",
                        "--factor=1.5",
                        "--in-flight=100"))
                .startsWith("sustained_requests/s", "offered_requests/s")
                .contains("neither_in_time_nor_refused", "quiet_p99_ms", "resident_growth", "heap_growth")
                .endsWith("recovery_ms");
    }

    @Test
    void strange_requests_are_counted_by_their_answers_and_no_token_is_logged() throws IOException {
        Path json = directory.resolve("results.json");

        assertThat(run("fuzz", small(json), "--requests=1000")).isZero();
        assertThat(figures(json, "fuzz"))
                .contains(
                        "answered_200", "answered_400", "answered_401", "answered_403", "answered_404", "answered_405");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(json))
                        .path("fuzz")
                        .valueStream())
                .filteredOn(row -> row.path("figure").asString().equals("log_lines_with_a_token"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("reached").asBoolean()).isTrue());
    }

    @Test
    void an_outage_is_judged_from_its_beginning_until_all_is_well_again() throws IOException {
        assertThat(judged("outage", "--before=1", "--seconds=6", "--after=5"))
                .contains("outage_not_503", "outage_p99_ms", "back_to_first_200_ms", "well_again_not_200");
    }

    /** The names of its figures. Whether they are reached is not for a test to say that shares its machine. */
    private List<String> judged(String command, String... options) throws IOException {
        Path json = directory.resolve("results.json");
        assertThat(run(command, small(json), options)).isBetween(0, 1);
        return figures(json, command);
    }

    private List<String> small(Path json) {
        return List.of(
                "--json",
                json.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--backends-heap",
                "512m",
                "--events=2000",
                "--services=2");
    }

    private static List<String> figures(Path json, String command) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(json))
                .path(command)
                .valueStream()
                .map(row -> row.path("figure").asString())
                .toList();
    }

    @Test
    void aWrongCallIsToldFromAMeasurementThatFailed() {
        assertThat(Benchmarks.execute("ingest", "--events", "many")).isEqualTo(2);
        assertThat(Benchmarks.execute("ingest", "--events", "0")).isEqualTo(2);
        assertThat(Benchmarks.execute("outage", "--seconds", "5")).isEqualTo(2);
        assertThat(Benchmarks.execute("overload", "--page", "0")).isEqualTo(2);
        assertThat(Benchmarks.execute("fuzz", "--requests", "0")).isEqualTo(2);
        assertThat(Benchmarks.execute("startup", "--starts", "0")).isEqualTo(2);
        assertThat(Benchmarks.execute("query", "--backends-heap", "no-size", "--data", directory.toString()))
                .isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void images_that_are_not_made_are_no_measurement() {
        Path none = directory.resolve("images");

        assertThat(Benchmarks.execute(
                        "startup",
                        "--images",
                        none.toString(),
                        "--data",
                        directory.toString(),
                        "--backends-heap",
                        "512m"))
                .isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    private static int run(String command, List<String> common, String... options) {
        return Benchmarks.execute(Stream.of(Stream.of(command), common.stream(), Stream.of(options))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }
}
