package io.launchlog.query.overload;

import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;

/** Gives the client a connection for each search in flight, and a few for health and for closing what is left over. */
record ConnectionsForSearches(int searches) implements Rest5ClientBuilderCustomizer {

    private static final int OTHERS = 16;

    @Override
    public void customize(Rest5ClientBuilder builder) {}

    @Override
    public void customize(PoolingAsyncClientConnectionManagerBuilder builder) {
        builder.setMaxConnPerRoute(searches + OTHERS).setMaxConnTotal(2 * (searches + OTHERS));
    }
}
