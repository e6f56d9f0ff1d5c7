package io.launchlog.ingest.command;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * The beans of the service without the service: opened by the first one that is asked for, so that help and wrong calls
 * need neither Kafka nor Elasticsearch. For one thread.
 */
final class OperationContext implements AutoCloseable {

    /** Lowest precedence: everything can be said otherwise on the command line. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            // The files of the service; see IngestApplication.
            "spring.config.name",
            "ingest-service,application",
            "spring.main.lazy-initialization",
            true,
            "logging.level.root",
            "WARN",
            // Its clients warn of every attempt to connect; the command says it once.
            "logging.level.org.apache.kafka",
            "ERROR");

    /** Higher than the files of the service: what a command must not do, and how long it waits at most. */
    private static final Map<String, Object> FIXED = Map.of(
            "launchlog.consume.enabled",
            false,
            "spring.kafka.client-id",
            "launchlog-operation",
            "spring.kafka.admin.properties[request.timeout.ms]",
            10_000,
            "spring.kafka.admin.properties[default.api.timeout.ms]",
            15_000,
            "spring.kafka.consumer.properties[default.api.timeout.ms]",
            15_000);

    private final Class<?> application;
    private final List<String> arguments;
    private final Supplier<Map<String, Object>> properties;
    private @Nullable ConfigurableApplicationContext context;

    /**
     * @param arguments Spring properties as on the command line
     * @param properties more of them, which those on the command line override; asked for when the context is opened
     */
    OperationContext(Class<?> application, List<String> arguments, Supplier<Map<String, Object>> properties) {
        this.application = application;
        this.arguments = List.copyOf(arguments);
        this.properties = properties;
    }

    /** The bean of that type, opening the context when it is the first that is asked for. */
    <T> Supplier<T> bean(Class<T> type) {
        return () -> open().getBean(type);
    }

    /** The value of the property; {@code ?} when it is not set or the context was never opened. */
    String property(String name) {
        return context == null ? "?" : context.getEnvironment().getProperty(name, "?");
    }

    private ConfigurableApplicationContext open() {
        if (context == null) {
            Map<String, Object> given = properties.get();
            context = new SpringApplicationBuilder(application)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .properties(DEFAULTS)
                    .initializers(opening -> add(opening.getEnvironment(), given))
                    .run(arguments.toArray(String[]::new));
        }
        return context;
    }

    private static void add(ConfigurableEnvironment environment, Map<String, Object> given) {
        MutablePropertySources sources = environment.getPropertySources();
        MapPropertySource fixed = new MapPropertySource("operation", FIXED);
        if (sources.contains(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)) {
            sources.addAfter(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME, fixed);
        } else {
            sources.addFirst(fixed);
        }
        sources.addAfter(fixed.getName(), new MapPropertySource("operation's place", given));
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
