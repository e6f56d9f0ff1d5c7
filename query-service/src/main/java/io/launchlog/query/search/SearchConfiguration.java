package io.launchlog.query.search;

import co.elastic.clients.transport.ElasticsearchTransport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads over the connection that Spring Boot configures. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    EventStore eventStore(ElasticsearchTransport transport, SearchProperties properties) {
        return new EventStore(transport, properties);
    }
}
