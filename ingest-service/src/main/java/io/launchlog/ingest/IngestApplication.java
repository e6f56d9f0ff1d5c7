package io.launchlog.ingest;

import io.launchlog.ingest.command.Operations;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The ingest service on its own, and the operators' commands. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngestApplication {

    /** The name of its configuration file, which is not {@code application} because standalone has several. */
    public static final String CONFIGURATION = "ingest-service";

    /**
     * Runs the operation that the first argument names and ends the JVM (see {@link Operations}), or starts the service
     * and returns; it runs until the process is told to end.
     */
    public static void main(String[] arguments) {
        if (Operations.isOperation(arguments)) {
            System.exit(Operations.run(IngestApplication.class, arguments));
        }
        new SpringApplicationBuilder(IngestApplication.class)
                .properties("spring.config.name=" + CONFIGURATION + ",application")
                .run(arguments);
    }
}
