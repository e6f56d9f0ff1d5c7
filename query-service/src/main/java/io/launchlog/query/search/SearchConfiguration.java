package io.launchlog.query.search;

import co.elastic.clients.transport.ElasticsearchTransport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads over the connection of the searches. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    /** Not named after its class: in standalone the writer's store of that name is there too. */
    @Bean
    EventStore searchedEventStore(
            @Qualifier("searchTransport") ElasticsearchTransport transport,
            StoreCircuit circuit,
            SearchProperties properties) {
        return new EventStore(transport, circuit, properties);
    }
}
