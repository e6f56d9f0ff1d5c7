package io.launchlog.ingest.projection;

import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    IndexNames indexNames(IndexProperties properties) {
        return new IndexNames(Generation.FIRST, properties.bucket());
    }
}
