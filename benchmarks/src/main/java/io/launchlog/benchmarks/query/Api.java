package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Our side.
 *
 * @param token that may read the services that are asked for
 */
public record Api(HttpCalls calls, String token) implements Endpoint {

    @Override
    public ClassicHttpRequest request(QueryCase query, ServiceKey service) {
        return request(query, service, "");
    }

    /** @param more parameters, each with an ampersand in front */
    ClassicHttpRequest request(QueryCase query, ServiceKey service, String more) {
        String filter = query.words().isEmpty()
                ? ""
                : "&event_info=" + URLEncoder.encode(String.join(" ", query.words()), StandardCharsets.UTF_8);
        String order = query.sortBy().isEmpty() ? "" : "&sort_by=" + query.sortBy();
        return ClassicRequestBuilder.get("/v1/" + service.projectId() + "/services/" + service.serviceId()
                        + "/events?limit=" + query.page() + filter + order + more)
                .setHeader("X-Auth-Token", token)
                .build();
    }
}
