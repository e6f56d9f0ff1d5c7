package io.launchlog.ingest.store;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The writing to Elasticsearch. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
@Import({
    ElasticsearchCalls.class,
    EventStore.class,
    OtherBuckets.class,
    StoredFingerprints.class,
    UncompressedAnswers.class
})
public class StoreConfiguration {}
