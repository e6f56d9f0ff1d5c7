package io.launchlog.ingest.trace;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.ServiceEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What of ingest is seen in the traces of those who publish. */
class TracesIT {

    private static final String PARENT = "b7ad6b7169203331";
    private static final Collector COLLECTOR = new Collector();

    /** Of the instance that was started last: closed with it. */
    private static volatile InMemorySpanExporter spans = InMemorySpanExporter.create();

    private final IngestFixture fixture = new IngestFixture();

    /** Ingest that shows its spans to the test, too. */
    @Import(IngestApplication.class)
    static class Shown {

        @Bean
        InMemorySpanExporter shown() {
            spans = InMemorySpanExporter.create();
            return spans;
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @Test
    void an_event_that_was_published_in_a_trace_is_stored_in_it() throws Exception {
        startTraced();
        String trace = trace();
        ServiceEvent event = event(trace, "01");
        fixture.send(event);

        SpanData process = span(trace, "process " + fixture.topic());
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getParentSpanId()).isEqualTo(PARENT);
        assertThat(process.getAttributes().get(AttributeKey.stringKey("cloudevents.event_id")))
                .isEqualTo(event.identity().id());
        assertThat(process.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("launchlog-ingest");
        SpanData batch = span(trace, "store batch");
        assertThat(batch.getParentSpanId()).isEqualTo(process.getSpanId());
        SpanData bulk = span(trace, "POST _bulk");
        assertThat(bulk.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(bulk.getParentSpanId()).isEqualTo(batch.getSpanId());
        eventually().until(() -> COLLECTOR.has(trace));
    }

    @Test
    void each_of_many_events_is_in_its_trace_and_leads_to_the_batch_it_was_stored_with() throws Exception {
        startTraced();
        List<String> traces = IntStream.range(0, 20).mapToObj(_ -> trace()).toList();
        fixture.send(
                traces.stream().map(trace -> fixture.encode(event(trace, "01"))).toList());

        for (String trace : traces) {
            SpanData process = span(trace, "process " + fixture.topic());
            List<String> batches = process.getLinks().isEmpty()
                    ? List.of(span(trace, "store batch").getSpanId())
                    : process.getLinks().stream()
                            .map(link -> link.getSpanContext().getSpanId())
                            .toList();
            assertThat(batches).hasSize(1);
            SpanData batch = eventually()
                    .until(
                            () -> spans.getFinishedSpanItems().stream()
                                    .filter(span -> batches.contains(span.getSpanId()))
                                    .findFirst()
                                    .orElse(null),
                            span -> span != null);
            if (!process.getLinks().isEmpty()) {
                assertThat(batch.getLinks())
                        .extracting(LinkData::getSpanContext)
                        .extracting(context -> context.getSpanId())
                        .contains(process.getSpanId());
            }
        }
    }

    @Test
    void an_event_of_a_trace_that_is_not_recorded_or_of_none_is_stored_without_a_span() throws Exception {
        startTraced();
        String notRecorded = trace();
        fixture.send(event(notRecorded, "00"));
        fixture.send(fixture.event("without")
                .carried(new CarriedAttributes(null, null, "no traceparent"))
                .build());
        eventually().until(() -> fixture.documents().size() == 2);
        // Sent behind them.
        String recorded = trace();
        fixture.send(event(recorded, "01"));
        span(recorded, "store batch");

        assertThat(spans.getFinishedSpanItems())
                .noneMatch(span -> span.getTraceId().equals(notRecorded));
        assertThat(spans.getFinishedSpanItems().stream()
                        .filter(span -> span.getName().equals("process " + fixture.topic())))
                .hasSize(1);
    }

    @Test
    void nothing_that_makes_spans_is_there_when_nobody_wants_them() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest(Shown.class);
        fixture.send(event(trace(), "01"));
        eventually().until(() -> fixture.documents().size() == 1);

        assertThat(ingest.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
        assertThat(ingest.getBeanNamesForType(io.micrometer.tracing.Tracer.class))
                .isEmpty();
        assertThat(ingest.getBean(Traces.class).tracer()).isNull();
    }

    private void startTraced() {
        fixture.startIngest(
                Shown.class, COLLECTOR.property(), "management.opentelemetry.tracing.export.schedule-delay=50ms");
    }

    private static SpanData span(String trace, String name) {
        return eventually()
                .until(
                        () -> spans.getFinishedSpanItems().stream()
                                .filter(span -> span.getTraceId().equals(trace))
                                .filter(span -> span.getName().equals(name))
                                .findFirst()
                                .orElse(null),
                        span -> span != null);
    }

    private ServiceEvent event(String trace, String flags) {
        return fixture.event("traced")
                .carried(new CarriedAttributes(null, null, "00-" + trace + "-" + PARENT + "-" + flags))
                .build();
    }

    private static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
