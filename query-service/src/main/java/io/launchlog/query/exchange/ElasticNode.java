package io.launchlog.query.exchange;

import co.elastic.clients.transport.http.TransportHttpClient.Node;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * A node that answers searches.
 *
 * @param host its scheme, name and port
 * @param pathPrefix what stands before the path of every request; empty or with a leading and no trailing slash
 * @param authorization the header's value; null for none
 */
record ElasticNode(
        HttpHost host, String pathPrefix, @Nullable String authorization) {

    /** As the library names it: without what is secret. */
    Node described() {
        return new Node(host.toURI() + pathPrefix + "/");
    }

    @Override
    public String toString() {
        return host.toURI() + pathPrefix;
    }
}
