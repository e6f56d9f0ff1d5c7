package io.launchlog.query.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Of which trace a request is; also when its span has ended. */
public final class TraceOf {

    private TraceOf() {}

    /** The id of W3C's trace context, 32 hexadecimal digits; null when there is none. */
    public static @Nullable String request(HttpServletRequest request) {
        return ServerHttpObservationFilter.findObservationContext(request)
                .flatMap(observed -> Optional.<TracingContext>ofNullable(observed.get(TracingContext.class)))
                .flatMap(traced -> Optional.<Span>ofNullable(traced.getSpan()))
                .map(span -> span.context().traceId())
                .orElse(null);
    }
}
