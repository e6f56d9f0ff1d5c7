package io.launchlog.query.exchange;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;

/** The library's own encoding and decoding over a {@link BlockingHttpClient}. */
final class BlockingTransport extends ElasticsearchTransportBase {

    BlockingTransport(BlockingHttpClient client, JsonpMapper mapper) {
        super(client, null, mapper);
    }
}
