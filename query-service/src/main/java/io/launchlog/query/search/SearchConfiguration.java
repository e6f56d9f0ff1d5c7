package io.launchlog.query.search;

import co.elastic.clients.transport.ElasticsearchTransport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads over the connection that Spring Boot configures. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    /** Not named after its class: in standalone the writer's store of that name is there too. */
    @Bean
    EventStore searchedEventStore(ElasticsearchTransport transport, SearchProperties properties) {
        return new EventStore(transport, properties);
    }
}
