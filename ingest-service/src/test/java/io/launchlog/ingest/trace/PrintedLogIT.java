package io.launchlog.ingest.trace;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands on standard output, with the configuration as it is shipped. */
@ExtendWith(OutputCaptureExtension.class)
class PrintedLogIT {

    private static final String AS_SHIPPED = "logging.config=classpath:as-shipped.xml";
    private static final String SECRET = "a-secret-password";

    @Test
    void is_json_of_ecs_with_the_trace_when_asked_for(CapturedOutput output) throws Exception {
        List<JsonNode> lines;
        String trace;
        try (IngestFixture fixture = new IngestFixture();
                Collector collector = new Collector()) {
            ConfigurableApplicationContext ingest = fixture.startIngest(
                    AS_SHIPPED,
                    "logging.structured.format.console=ecs",
                    "spring.elasticsearch.username=user",
                    "spring.elasticsearch.password=" + SECRET,
                    collector.property());
            fixture.send(fixture.event("logged").build());
            eventually().until(() -> fixture.documents().size() == 1);
            trace = sayInATrace(ingest);
            eventually().until(() -> output.getOut().contains("said in a trace"));
            lines = output.getOut()
                    .lines()
                    // The embedded servers may have begun in the tests' own format.
                    .dropWhile(line -> !line.startsWith("{"))
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("@timestamp").asString("")).isNotEmpty();
            assertThat(line.at("/log/level").asString("")).isNotEmpty();
            assertThat(line.at("/log/logger").asString("")).isNotEmpty();
            assertThat(line.at("/process/thread/name").asString("")).isNotEmpty();
            assertThat(line.at("/service/name").asString("")).isEqualTo("launchlog-ingest");
            assertThat(line.at("/ecs/version").asString("")).isNotEmpty();
            assertThat(line.has("message")).isTrue();
        });
        assertThat(lines)
                .filteredOn(line -> line.path("message").asString("").equals("said in a trace"))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.path("trace.id").asString("")).isEqualTo(trace));
        assertThat(output.getAll()).doesNotContain(SECRET);
    }

    @Test
    void is_text_without_a_gap_for_traces_that_there_are_not(CapturedOutput output) {
        try (IngestFixture fixture = new IngestFixture()) {
            fixture.startIngest("logging.config=classpath:as-shipped-text.xml");
            LoggerFactory.getLogger(getClass()).info("said outside");
            eventually().until(() -> output.getOut().contains("said outside"));
        }
        assertThat(output.getOut().lines().filter(line -> line.endsWith("said outside")))
                .singleElement()
                .asString()
                .matches(".* INFO \\d+ --- \\[launchlog-ingest] \\[ *main] \\S*PrintedLogIT +: said outside");
    }

    private static String sayInATrace(ConfigurableApplicationContext ingest) {
        Span span = ingest.getBean(OpenTelemetry.class)
                .getTracer("test")
                .spanBuilder("test")
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            LoggerFactory.getLogger(PrintedLogIT.class).info("said in a trace");
        } finally {
            span.end();
        }
        return span.getSpanContext().getTraceId();
    }
}
