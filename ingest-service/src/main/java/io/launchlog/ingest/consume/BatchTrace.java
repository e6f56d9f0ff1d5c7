package io.launchlog.ingest.consume;

import io.launchlog.ingest.consume.BatchInProgress.PendingEvent;
import io.launchlog.ingest.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an attempt at a batch looks like in traces. Every event whose {@code traceparent} is sampled gets a span in the
 * trace that it comes from. The batch itself, with its exchanges with Elasticsearch, is told once: below the span of the
 * first of those events; the others link to it. A batch without such an event has no span.
 */
@Component
class BatchTrace {

    /** As many as a span may have links by default; the events of a batch beyond them are not told. */
    private static final int MOST_EVENTS = 128;

    private static final String TRACEPARENT = "traceparent";

    private final Traces traces;

    BatchTrace(Traces traces) {
        this.traces = traces;
    }

    /** Runs the attempt at what is left of the batch. */
    void attempt(BatchInProgress batch, Runnable work) {
        Tracer tracer = traces.tracer();
        if (tracer == null) {
            work.run();
            return;
        }
        List<Span> events = events(tracer, batch.pending());
        if (events.isEmpty()) {
            work.run();
        } else {
            attempt(tracer, events, batch, work);
        }
    }

    private static void attempt(Tracer tracer, List<Span> events, BatchInProgress batch, Runnable work) {
        SpanBuilder builder = tracer.spanBuilder("store batch")
                .setParent(Context.root().with(events.getFirst()))
                .setAttribute("messaging.batch.message_count", batch.pending().size());
        List<Span> others = events.subList(1, events.size());
        others.forEach(event -> builder.addLink(event.getSpanContext()));
        Span span = builder.startSpan();
        others.forEach(event -> event.addLink(span.getSpanContext()));
        try (Scope _ = span.makeCurrent()) {
            work.run();
        } catch (RuntimeException e) {
            Traces.failed(span, e);
            events.forEach(event -> Traces.failed(event, e));
            throw e;
        } finally {
            span.end();
            events.forEach(Span::end);
        }
    }

    private static List<Span> events(Tracer tracer, List<PendingEvent> pending) {
        List<Span> events = new ArrayList<>();
        for (PendingEvent event : pending) {
            String traceparent = event.document().event().carried().traceparent();
            if (traceparent != null && events.size() < MOST_EVENTS) {
                Context trace = context(traceparent);
                SpanContext parent = Span.fromContext(trace).getSpanContext();
                if (parent.isSampled()) {
                    events.add(event(tracer, trace, event));
                }
            }
        }
        return events;
    }

    private static Span event(Tracer tracer, Context trace, PendingEvent event) {
        ConsumerRecord<byte[], byte[]> original = event.original();
        return tracer.spanBuilder("process " + original.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(trace)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", original.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(original.partition()))
                .setAttribute("messaging.kafka.offset", original.offset())
                .setAttribute(
                        "cloudevents.event_source",
                        event.document().event().identity().source())
                .setAttribute(
                        "cloudevents.event_id",
                        event.document().event().identity().id())
                .startSpan();
    }

    /** Without a span when the text is none of W3C's. */
    private static Context context(String traceparent) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Map.of(TRACEPARENT, traceparent), OfMap.INSTANCE);
    }

    private enum OfMap implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
