package io.launchlog.ingest.verify;

import io.launchlog.model.event.ServiceKey;
import java.util.LinkedHashSet;
import java.util.Set;

/** The services of which an event was found to differ, so that their own documents cannot be judged by the index. */
final class Affected {

    private static final int MAXIMUM = 100_000;

    private final Set<ServiceKey> services = new LinkedHashSet<>();
    private boolean tooMany;

    void add(ServiceKey service) {
        if (services.size() < MAXIMUM) {
            services.add(service);
        } else {
            tooMany |= !services.contains(service);
        }
    }

    Set<ServiceKey> services() {
        return services;
    }

    /** Whether not all of them are remembered. */
    boolean isTooMany() {
        return tooMany;
    }
}
