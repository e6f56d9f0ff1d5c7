package io.launchlog.query.trace;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out all that makes and sends spans, unless it is said where to send them. Spring Boot would make them all the
 * same, at every start and for every request, and throw them away.
 */
final class TracesSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    /** Spring Boot sets it when {@code OTEL_EXPORTER_OTLP_ENDPOINT} is. */
    private static final String ADDRESS = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String SPANS = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    private boolean isOn;

    @Override
    public void setEnvironment(Environment environment) {
        isOn = StringUtils.hasText(environment.getProperty(ADDRESS));
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            wanted[i] = isOn || name == null || !(name.startsWith(SPANS) || name.startsWith(OPEN_TELEMETRY));
        }
        return wanted;
    }
}
