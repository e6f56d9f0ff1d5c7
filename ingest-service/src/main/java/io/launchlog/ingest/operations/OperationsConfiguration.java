package io.launchlog.ingest.operations;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What operators see of ingest: progress, obstacles, health, metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealthProperties.class)
@Import({
    Consumers.class,
    IngestGauges.class,
    IngestHealth.class,
    IngestMetrics.class,
    IngestReadiness.class,
    Obstacles.class,
    Progress.class
})
public class OperationsConfiguration {}
