package io.launchlog.query.overload;

import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One bound for the requests, and as many connections as they need. */
@Configuration(proxyBeanMethods = false)
class OverloadConfiguration {

    @Bean
    SearchPermits searchPermits(OverloadProperties properties) {
        return new SearchPermits(properties.maxConcurrentSearches(), properties.longestWait());
    }

    /** The client's own bound is 10 to a node: searches would queue there, unseen. */
    @Bean
    Rest5ClientBuilderCustomizer connectionsForSearches(OverloadProperties properties) {
        return new ConnectionsForSearches(properties.maxConcurrentSearches());
    }
}
