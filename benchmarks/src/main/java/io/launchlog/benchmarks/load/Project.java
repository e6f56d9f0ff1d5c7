package io.launchlog.benchmarks.load;

import io.launchlog.benchmarks.query.Api;
import io.launchlog.benchmarks.query.QueryCase;
import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * A project with events.
 *
 * @param token that may read it and nothing else
 * @param services 1 or more, all of that project
 */
public record Project(String token, List<ServiceKey> services) {

    public Project {
        services = List.copyOf(services);
    }

    public String id() {
        return services.getFirst().projectId();
    }

    /** Requests for first pages of its services, one after the other, in the order of that seed. */
    public Supplier<ClassicHttpRequest> firstPages(HttpCalls calls, int page, long seed) {
        Api api = new Api(calls, token);
        QueryCase query = QueryCase.firstPage(page, 1);
        Random random = new Random(seed);
        return () -> api.request(query, services.get(random.nextInt(services.size())));
    }
}
