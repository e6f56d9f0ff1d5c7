package io.launchlog.ingest.projection;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Generations, their indices and aliases, and services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IndexProperties.class, RetentionProperties.class})
@Import({
    EventBuckets.class,
    ExpiredServices.class,
    Expiry.class,
    GenerationIndices.class,
    GenerationStore.class,
    IndexDifferences.class,
    KnownServices.class,
    OldestEvents.class,
    ProjectionPreparation.class,
    ProjectionSetup.class,
    ReadAliases.class,
    ServiceExpiry.class,
    ServiceProjection.class,
    StoredServices.class
})
public class ProjectionConfiguration {}
