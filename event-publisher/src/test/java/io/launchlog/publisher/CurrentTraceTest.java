package io.launchlog.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CurrentTraceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void isThatOfTheSpanWithItsState() {
        Span span = Span.wrap(SpanContext.create(
                TRACE,
                SPAN,
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", "a").build()));
        try (Scope _ = span.makeCurrent()) {
            assertThat(CurrentTrace.extensions())
                    .isEqualTo(Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01", "tracestate", "vendor=a"));
        }
    }

    @Test
    void isNothingOutsideOfASpan() {
        assertThat(CurrentTrace.extensions()).isEmpty();
    }

    @Test
    void isNothingInAProgramWithoutOpenTelemetry() throws Exception {
        URL[] withoutOpenTelemetry = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("opentelemetry"))
                .map(CurrentTraceTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader program = new URLClassLoader(withoutOpenTelemetry, ClassLoader.getPlatformClassLoader())) {
            Class<?> there = program.loadClass(CurrentTrace.class.getName());
            assertThat(there).isNotEqualTo(CurrentTrace.class);
            Method extensions = there.getDeclaredMethod("extensions");
            extensions.setAccessible(true);
            assertThat(extensions.invoke(null)).isEqualTo(Map.of());
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
