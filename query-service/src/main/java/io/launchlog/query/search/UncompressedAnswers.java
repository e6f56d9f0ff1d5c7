package io.launchlog.query.search;

import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * Takes answers as they are. The client asks for compressed ones unless it is told not to, which is CPU on both sides
 * for bytes that stay within one network (RATIONALE.md).
 */
@Component("queryUncompressedAnswers")
class UncompressedAnswers implements Rest5ClientBuilderCustomizer {

    @Override
    public void customize(Rest5ClientBuilder builder) {}

    @Override
    public void customize(HttpAsyncClientBuilder builder) {
        builder.disableContentCompression();
    }
}
