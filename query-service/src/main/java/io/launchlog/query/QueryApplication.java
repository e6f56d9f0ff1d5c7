package io.launchlog.query;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The query service, configured by {@code query-service.yaml} and then by {@code application.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class QueryApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(QueryApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "query-service,application"));
        application.run(arguments);
    }
}
