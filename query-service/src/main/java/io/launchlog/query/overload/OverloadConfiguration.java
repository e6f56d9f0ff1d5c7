package io.launchlog.query.overload;

import io.launchlog.query.exchange.ConnectionLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One bound for the requests, and as many connections as they need. */
@Configuration(proxyBeanMethods = false)
class OverloadConfiguration {

    private static final int SPARE = 16;

    @Bean
    SearchPermits searchPermits(OverloadProperties properties) {
        return new SearchPermits(properties.maxConcurrentSearches(), properties.longestWait());
    }

    /** A connection for each search in flight, and a few for closing what is left over. */
    @Bean
    ConnectionLimit connectionLimit(OverloadProperties properties) {
        return new ConnectionLimit(properties.maxConcurrentSearches() + SPARE);
    }
}
