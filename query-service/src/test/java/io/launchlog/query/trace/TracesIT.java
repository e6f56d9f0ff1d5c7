package io.launchlog.query.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of a request is seen in traces and, of its trace, in the access log. */
@ExtendWith(OutputCaptureExtension.class)
class TracesIT {

    private static final String TOKEN = "a-secret-token";
    private static final String EVENTS = "/v1/traced/services/known/events";
    private static final String PARENT = "b7ad6b7169203331";
    private static final Collector COLLECTOR = new Collector();

    /** Of the instance that was started last: closed with it. */
    private static volatile InMemorySpanExporter spans = InMemorySpanExporter.create();

    /** Shows the spans to the test, too. */
    static class Shown {

        @Bean
        InMemorySpanExporter shown() {
            spans = InMemorySpanExporter.create();
            return spans;
        }
    }

    @BeforeAll
    static void index() {
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(new ServiceKey("traced", "known"), "1").build()));
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @Test
    void a_request_is_a_span_in_its_caller_s_trace_with_the_search_below_it(CapturedOutput output) {
        String trace = UUID.randomUUID().toString().replace("-", "");
        JsonNode line;
        try (TestServer server = start(COLLECTOR.property())) {
            get(server, "traced-1", "traceparent", "00-" + trace + "-" + PARENT + "-01");

            SpanData request = span(trace, SpanKind.SERVER);
            assertThat(request.getName()).isEqualTo("http get /v1/{project_id}/services/{service_id}/events");
            assertThat(request.getParentSpanId()).isEqualTo(PARENT);
            SpanData search = span(trace, SpanKind.CLIENT);
            assertThat(search.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(search.getName()).isEqualTo("msearch");
            await().atMost(Duration.ofSeconds(30)).until(() -> COLLECTOR.has(trace));
            line = line(output, "traced-1");
        }

        assertThat(line.at("/trace/id").asString("")).isEqualTo(trace);
        assertThat(COLLECTOR.contains(TOKEN)).isFalse();
        assertThat(output.getAll()).doesNotContain(TOKEN);
    }

    @Test
    void every_line_is_json_of_ecs(CapturedOutput output) {
        List<JsonNode> lines;
        try (TestServer server = start(COLLECTOR.property())) {
            get(server, "ecs-1");
            line(output, "ecs-1");
            lines = output.getOut()
                    .lines()
                    // Elasticsearch may have begun in the tests' own format.
                    .dropWhile(line -> !line.startsWith("{"))
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("@timestamp").asString("")).isNotEmpty();
            assertThat(line.at("/log/level").asString("")).isNotEmpty();
            assertThat(line.at("/log/logger").asString("")).isNotEmpty();
            assertThat(line.at("/process/thread/name").asString("")).isNotEmpty();
            assertThat(line.at("/ecs/version").asString("")).isNotEmpty();
            assertThat(line.has("message")).isTrue();
        });
        assertThat(output.getAll()).doesNotContain(TOKEN);
    }

    @Test
    void a_request_is_of_no_trace_when_nobody_wants_spans(CapturedOutput output) {
        String trace = UUID.randomUUID().toString().replace("-", "");
        JsonNode line;
        try (TestServer server = start("management.tracing.sampling.probability=1")) {
            get(server, "untraced-1", "traceparent", "00-" + trace + "-" + PARENT + "-01");
            line = line(output, "untraced-1");
        }
        assertThat(line.has("trace")).isFalse();
        assertThat(spans.getFinishedSpanItems())
                .noneMatch(span -> span.getTraceId().equals(trace));
    }

    private static TestServer start(String property) {
        return TestServer.start(
                TestStore.shared().address(),
                List.of(Shown.class),
                "launchlog.auth.static." + TOKEN + "=traced",
                "logging.config=classpath:as-shipped.xml",
                "management.opentelemetry.tracing.export.schedule-delay=50ms",
                property);
    }

    private static void get(TestServer server, String id, String... more) {
        List<String> headers = new ArrayList<>(List.of("X-Auth-Token", TOKEN, "X-Request-Id", id));
        headers.addAll(List.of(more));
        assertThat(server.get(EVENTS, headers.toArray(String[]::new)).statusCode())
                .isEqualTo(200);
    }

    private static SpanData span(String trace, SpanKind kind) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> spans.getFinishedSpanItems().stream()
                                .filter(span -> span.getTraceId().equals(trace))
                                .filter(span -> span.getKind() == kind)
                                .findFirst()
                                .orElse(null),
                        span -> span != null);
    }

    private static JsonNode line(CapturedOutput output, String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("request " + id));
        return JsonMapper.shared()
                .readTree(output.getOut()
                        .lines()
                        .filter(line -> line.contains("request " + id))
                        .findFirst()
                        .orElseThrow());
    }
}
