package io.launchlog.deploy.operation;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.command.Operations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands of the ingest jar.
 *
 * @param places where Kafka and Elasticsearch are, as arguments
 */
record Operator(Path directory, List<String> places) {

    Operator {
        places = List.copyOf(places);
    }

    /** What a command says on its standard output, and how it ends. */
    record Outcome(int exitCode, String text) {}

    /**
     * What {@code verify} finds.
     *
     * @param report missing when it could not compare
     */
    record Verified(int exitCode, JsonNode report) {

        long found(String difference) {
            return report.at("/differences/" + difference + "/found").asLong(-1);
        }

        long mended(String difference) {
            return report.at("/differences/" + difference + "/mended").asLong(-1);
        }
    }

    Outcome run(String... command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        try (PrintStream caught = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            int exitCode = Operations.run(
                    IngestApplication.class,
                    Stream.concat(Stream.of(command), places.stream()).toArray(String[]::new));
            return new Outcome(exitCode, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
        }
    }

    Verified verify(String... options) throws Exception {
        Path report = directory.resolve("report.json");
        Files.deleteIfExists(report);
        Outcome outcome = run(Stream.concat(Stream.of("verify", "--json", report.toString()), Stream.of(options))
                .toArray(String[]::new));
        JsonMapper json = JsonMapper.shared();
        return new Verified(
                outcome.exitCode(),
                Files.exists(report) ? json.readTree(Files.readString(report)) : json.missingNode());
    }
}
