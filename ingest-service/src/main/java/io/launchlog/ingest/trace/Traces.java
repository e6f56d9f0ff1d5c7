package io.launchlog.ingest.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes spans, where there is somewhere to send them. May be used by several threads. */
@Component
public final class Traces {

    private final @Nullable Tracer tracer;

    Traces(ObjectProvider<OpenTelemetry> openTelemetry) {
        OpenTelemetry there = openTelemetry.getIfAvailable();
        this.tracer = there == null ? null : there.getTracer("io.launchlog.ingest");
    }

    /** Null when there are no traces. */
    public @Nullable Tracer tracer() {
        return tracer;
    }

    /**
     * Runs one exchange with Elasticsearch, in a span of its own when the thread is in one that is sampled: ingest asks a
     * lot on its own account, which is in nobody's trace.
     *
     * @param method of HTTP
     * @param path of the request; only its operation, such as {@code _bulk}, goes into the span
     */
    public <T> T exchange(String method, String path, Supplier<T> exchange) {
        if (tracer == null || !Span.current().getSpanContext().isSampled()) {
            return exchange.get();
        }
        String operation = operation(path);
        Span span = tracer.spanBuilder(operation.isEmpty() ? method : method + " " + operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "elasticsearch")
                .setAttribute("db.operation.name", operation)
                .setAttribute("http.request.method", method)
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            return exchange.get();
        } catch (RuntimeException e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** The span ends with that error. */
    public static void failed(Span span, RuntimeException e) {
        span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()))
                .setAttribute("error.type", e.getClass().getName());
    }

    private static String operation(String path) {
        int start = path.indexOf("/_");
        if (start < 0) {
            return "";
        }
        int end = path.indexOf('/', start + 1);
        return path.substring(start + 1, end < 0 ? path.length() : end);
    }
}
