package io.launchlog.publisher;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;

/** The span in which the calling thread is, where its program has the API of OpenTelemetry. */
final class CurrentTrace {

    private static volatile boolean isKnown = isKnown();

    private CurrentTrace() {}

    /** As the attributes of CloudEvents' extension for distributed tracing; empty outside of a span. */
    static Map<String, String> extensions() {
        if (!isKnown) {
            return Map.of();
        }
        try {
            return OfOpenTelemetry.extensions();
        } catch (LinkageError e) {
            // Only a part of it is there: no reason not to publish.
            isKnown = false;
            return Map.of();
        }
    }

    private static boolean isKnown() {
        try {
            Class.forName(
                    "io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator",
                    false,
                    CurrentTrace.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Apart, so that it is only loaded where there is what it needs. */
    private static final class OfOpenTelemetry {

        static Map<String, String> extensions() {
            Map<String, String> extensions = new HashMap<>(2);
            W3CTraceContextPropagator.getInstance().inject(Context.current(), extensions, (carrier, name, value) -> {
                if (carrier != null) {
                    carrier.put(name, value);
                }
            });
            return extensions;
        }
    }
}
