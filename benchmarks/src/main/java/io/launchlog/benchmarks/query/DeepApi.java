package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * Our side, far behind the newest events.
 *
 * @param skip events in front of the page; whole pages of every size that is asked for
 */
record DeepApi(Api api, int skip) implements Endpoint {

    @Override
    public ClassicHttpRequest request(QueryCase query, ServiceKey service) {
        return api.request(query, service, "&offset=" + skip / query.page());
    }

    @Override
    public HttpCalls calls() {
        return api.calls();
    }
}
