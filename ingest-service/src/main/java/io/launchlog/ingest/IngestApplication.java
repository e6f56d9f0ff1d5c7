package io.launchlog.ingest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The ingest service on its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngestApplication {

    /** The name of its configuration file, which is not {@code application} because standalone has several. */
    public static final String CONFIGURATION = "ingest-service";

    /** Starts the service and returns; it runs until the process is told to end. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(IngestApplication.class)
                .properties("spring.config.name=" + CONFIGURATION + ",application")
                .run(arguments);
    }
}
