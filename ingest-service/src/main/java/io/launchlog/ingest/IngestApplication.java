package io.launchlog.ingest;

import io.launchlog.ingest.command.Operations;
import io.launchlog.ingest.consume.ConsumeConfiguration;
import io.launchlog.ingest.deadletter.DeadLetterConfiguration;
import io.launchlog.ingest.log.LogConfiguration;
import io.launchlog.ingest.operations.OperationsConfiguration;
import io.launchlog.ingest.projection.ProjectionConfiguration;
import io.launchlog.ingest.rebuild.RebuildConfiguration;
import io.launchlog.ingest.retention.RetentionConfiguration;
import io.launchlog.ingest.setup.SetupConfiguration;
import io.launchlog.ingest.store.StoreConfiguration;
import io.launchlog.ingest.trace.TraceConfiguration;
import io.launchlog.ingest.verify.VerifyConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * The ingest service on its own, and the operators' commands. Each feature names its components, and is named here:
 * looking through all classes for them takes time at each start.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    ConsumeConfiguration.class,
    DeadLetterConfiguration.class,
    LogConfiguration.class,
    OperationsConfiguration.class,
    ProjectionConfiguration.class,
    RebuildConfiguration.class,
    RetentionConfiguration.class,
    SetupConfiguration.class,
    StoreConfiguration.class,
    TraceConfiguration.class,
    VerifyConfiguration.class
})
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
