package io.launchlog.ingest.rebuild;

import static io.launchlog.ingest.IngestFixture.eventually;

import io.launchlog.ingest.IngestFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** An index and a log of their own, and the command beside a running ingest. */
abstract class RebuildScenario {

    static final long NOW = System.currentTimeMillis();

    IngestFixture fixture;
    ConfigurableApplicationContext ingest;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        IngestFixture.deleteIndices();
        fixture = new IngestFixture();
        ingest = fixture.startIngest();
        IngestFixture.awaitSetUp(ingest);
    }

    @AfterEach
    void close() {
        fixture.close();
        // Other tests expect the first generation to be live.
        IngestFixture.deleteIndices();
    }

    /** What the command says and how it ends. */
    record Outcome(int exitCode, String text, String progress) {}

    Outcome rebuild(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--work-directory", directory.toString()));
        int exitCode = new CommandLine(new RebuildCommand(() -> ingest.getBean(Rebuild.class)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    out.write(String.valueOf(failure.getMessage()));
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    void awaitIngest() {
        eventually().until(() -> fixture.lag() == 0);
    }

    /** The indices behind an alias. */
    static List<String> behind(String alias) {
        return IngestFixture.elasticsearch("GET", "/_alias/" + alias, "").propertyNames().stream()
                .sorted()
                .toList();
    }

    static boolean exists(String index) {
        return !IngestFixture.elasticsearch("GET", "/" + index, "").has("error");
    }

    /** Every document of the indices by bucket, id and routing. */
    static Map<String, JsonNode> documents(String pattern) {
        IngestFixture.elasticsearch("POST", "/" + pattern + "/_refresh", "");
        JsonNode answer = IngestFixture.elasticsearch("POST", "/" + pattern + "/_search", "{\"size\": 10000}");
        Map<String, JsonNode> documents = new TreeMap<>();
        StreamSupport.stream(answer.at("/hits/hits").spliterator(), false)
                .forEach(hit -> documents.put(
                        hit.path("_index").asString().replaceFirst("-g[0-9]+", "") + "/"
                                + hit.path("_id").asString() + "?"
                                + hit.path("_routing").asString(),
                        hit.path("_source")));
        return documents;
    }
}
