package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** One of the two sides: whom to ask, and how. */
public interface Endpoint {

    /** A request for the newest events of that service. */
    ClassicHttpRequest request(QueryCase query, ServiceKey service);

    /** The connection to whom is asked. */
    HttpCalls calls();
}
