package io.launchlog.standalone;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.model.wire.Topics;
import io.launchlog.query.QueryApplication;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Ingest and the API, merged into one Spring application. */
final class Services implements AutoCloseable {

    /** Property files by these names; the later one wins. */
    private static final String CONFIGURATION_NAMES = "ingest-service,query-service,standalone";

    private final ConfigurableApplicationContext context;

    private Services(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts both and returns when requests are answered and events are read.
     *
     * @param backends where Kafka and Elasticsearch are
     * @param port of the API; 0 chooses a free one
     * @param grants the tokens that the API accepts
     * @param arguments Spring properties of the person at the keyboard, {@code --name=value}
     */
    static Services start(Backends backends, int port, List<Grant> grants, List<String> arguments) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("spring.kafka.bootstrap-servers", backends.kafka().bootstrapServers());
        properties.put("spring.elasticsearch.uris", backends.elasticsearch().httpAddress());
        grants.forEach(grant -> properties.put("launchlog.auth.static[" + grant.token() + "]", grant.project()));

        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SpringApplication application = new SpringApplication(IngestApplication.class, QueryApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", CONFIGURATION_NAMES));
        application.setBannerMode(Banner.Mode.OFF);
        // One hook stops everything in its order: see UpCommand.
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            ConfigurableEnvironment environment = context.getEnvironment();
            environment.getPropertySources().addFirst(new MapPropertySource("this instance", Map.copyOf(properties)));
            LogFile.applyLevels(Binder.get(environment)
                    .bind("logging.level", Bindable.mapOf(String.class, String.class))
                    .orElse(Map.of()));
        });
        return new Services(application.run(arguments.toArray(String[]::new)));
    }

    /** The port of the API; never 0. */
    int port() {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("the services have no web server");
    }

    /** Whether topics and indices are made and the consumers run. */
    boolean isReading() {
        Collection<MessageListenerContainer> containers =
                context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainers();
        return !containers.isEmpty() && containers.stream().allMatch(MessageListenerContainer::isRunning);
    }

    /** The topic that events are read from. */
    String topic() {
        return context.getEnvironment().getProperty("launchlog.topic.name", Topics.SERVICE_EVENTS);
    }

    /** Stops reading events, lets requests end, and stops. */
    @Override
    public void close() {
        context.close();
    }
}
