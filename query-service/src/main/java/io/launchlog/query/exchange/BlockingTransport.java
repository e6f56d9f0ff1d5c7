package io.launchlog.query.exchange;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.instrumentation.Instrumentation;

/** The library's own encoding and decoding over a {@link BlockingHttpClient}. */
final class BlockingTransport extends ElasticsearchTransportBase {

    /** @param spans makes one of each request */
    BlockingTransport(BlockingHttpClient client, JsonpMapper mapper, Instrumentation spans) {
        super(client, null, mapper, spans);
    }
}
