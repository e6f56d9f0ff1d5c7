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
     * and returns; it runs until the process is told to end. A first argument that is no property is meant to be an
     * operation, also when it is mistyped.
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].startsWith("--")) {
            System.exit(Operations.run(IngestApplication.class, arguments));
        }
        new SpringApplicationBuilder(IngestApplication.class)
                .properties("spring.config.name=" + CONFIGURATION + ",application")
                .run(arguments);
    }
}
