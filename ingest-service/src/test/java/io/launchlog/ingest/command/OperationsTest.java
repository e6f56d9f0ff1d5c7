package io.launchlog.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.operations.OperationFailedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands without Kafka and Elasticsearch. */
class OperationsTest {

    /** Nobody listens there. */
    private static final String[] NOWHERE = {
        "--spring.kafka.bootstrap-servers=127.0.0.1:1",
        "--spring.elasticsearch.uris=http://127.0.0.1:1",
        "--spring.kafka.consumer.properties[default.api.timeout.ms]=500",
        "--spring.kafka.admin.properties[request.timeout.ms]=500",
        "--spring.kafka.admin.properties[default.api.timeout.ms]=500"
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_name_of_an_operation_or_help_makes_an_operation() {
        assertThat(Operations.isOperation(new String[] {"dlq", "list"})).isTrue();
        assertThat(Operations.isOperation(new String[] {"help"})).isTrue();
    }

    @Test
    void anything_else_starts_the_service() {
        assertThat(Operations.isOperation(new String[0])).isFalse();
        assertThat(Operations.isOperation(new String[] {"--server.port=0", "dlq"}))
                .isFalse();
        assertThat(Operations.isOperation(new String[] {"list"})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "dlq --help", "dlq list --help", "verify --help", "rebuild --help", "setup --help"})
    void help_needs_nothing_and_says_what_every_operation_takes(String arguments) {
        assertThat(run(OperationsTest::neverAsked, arguments.split(" "))).isZero();
        assertThat(text(out)).contains("Usage: launchlog", "--any.spring.property=value", "--data DIR");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verfy", "dlq", "dlq lists", "dlq list --raeson=conflict", "setup --wait=soon"})
    void a_wrong_call_is_told_in_one_line_and_needs_nothing(String arguments) {
        assertThat(run(OperationsTest::neverAsked, arguments.split(" "))).isEqualTo(2);
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .startsWith("launchlog: ")
                .contains("--help");
    }

    @Test
    void kafka_that_is_away_is_told_in_one_line() {
        assertThat(run(Map::of, with("dlq", "list"))).isEqualTo(1);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .startsWith("launchlog: ")
                .contains("Kafka", "127.0.0.1:1", "--spring.kafka.bootstrap-servers");
    }

    @Test
    void setup_says_in_one_line_that_kafka_is_away() {
        assertThat(run(Map::of, with("setup", "--wait=0s"))).isEqualTo(1);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .startsWith("launchlog: Kafka at ")
                .contains("127.0.0.1:1", "--spring.kafka.bootstrap-servers");
    }

    @Test
    void what_cannot_be_told_about_the_place_is_told_in_one_line() {
        int exitCode = run(
                () -> {
                    throw new OperationFailedException("No instance runs here: start one");
                },
                "dlq",
                "list");

        assertThat(exitCode).isEqualTo(1);
        assertThat(text(err)).isEqualToIgnoringNewLines("launchlog: No instance runs here: start one");
    }

    private int run(Supplier<Map<String, Object>> properties, String... arguments) {
        return Operations.run(
                IngestApplication.class,
                arguments,
                properties,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static Map<String, Object> neverAsked() {
        throw new AssertionError("the context was opened");
    }

    private static String[] with(String... arguments) {
        String[] all = new String[arguments.length + NOWHERE.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(NOWHERE, 0, all, arguments.length, NOWHERE.length);
        return all;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
